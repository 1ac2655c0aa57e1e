import Arithmetic
import Datasets
import Learning
import Team
import Testing

@testable import Training

@Suite struct RegularizationPathTests {
  static func linear(_ change: (inout TrainingConfiguration) -> Void = { _ in })
    -> TrainingConfiguration
  {
    var configuration = TrainingConfiguration()
    configuration.hidden = []
    configuration.optimizer = .fista
    configuration.batch = .full
    configuration.epochs = 5000
    change(&configuration)
    return configuration
  }

  static func plan(_ points: Int, ratio: Double = 0.01, _ direction: PathDirection = .down)
    -> PathPlan
  {
    var plan = PathPlan()
    plan.points = points
    plan.ratio = ratio
    plan.direction = direction
    plan.warmEpochs = 5000
    return plan
  }

  /// Of all rows: the oracles' data.
  static func data(_ name: String) throws -> PreparedData {
    let example = try Example.named(name)
    return try PreparedData(try example.table(), options: example.options)
  }

  @Test(arguments: ["diabetes", "spam", "digits"])
  func `the largest strength is that of the textbook without hidden layers`(
    name: String
  ) async throws {
    // At zero weights and the best biases a row says the mean target, or the classes' shares:
    // λ = max |Σ (share − target)·x| / n over inputs and outputs.
    let data = try Self.data(name)
    let rows = data.training
    let targets = (0..<rows.rows).map { Double(rows.examples.targets[$0]) }
    let classes = data.schema.target.classes.count
    let outputs = classes > 2 ? Array(0..<classes) : [1]
    func target(_ row: Int, _ output: Int) -> Double {
      classes > 2 ? (targets[row] == Double(output) ? 1 : 0) : targets[row]
    }
    var largest = 0.0
    for output in outputs {
      let share = (0..<rows.rows).reduce(0.0) { $0 + target($1, output) } / Double(rows.rows)
      for column in 0..<rows.features {
        let sum = (0..<rows.rows).reduce(0.0) {
          $0 + Double(rows.examples.inputs.row($1)[column]) * (share - target($1, output))
        }
        largest = max(largest, abs(sum) / Double(rows.rows))
      }
    }
    let fit = try PathFit(configuration: Self.linear(), plan: Self.plan(3), data: data)
    let found = try await fit.largestStrength(team: makeTeam(2))
    #expect(abs(found / largest - 1) < 2e-4)
  }

  @Test(arguments: ["spam", "digits"], [Penalty.Shape.l1, .groupInputs, .sparseGroup])
  func `the first model is empty, and a little less strength gives one that is not`(
    name: String, penalty: Penalty.Shape
  ) async throws {
    let data = try Self.data(name)
    let configuration = Self.linear { $0.penalty = penalty }
    let path = try RegularizationPath(
      configuration: configuration, plan: Self.plan(2, ratio: 0.97), data: data)
    let models = try await path.run(team: makeTeam(2))
    #expect(models.map(\.point.survivingInputs)[0] == 0)
    #expect(models.map(\.point.survivingInputs)[1] > 0)
  }

  @Test func `columns that are never penalized are there from the start`() async throws {
    let configuration = Self.linear {
      $0.l1Column = [ColumnFactor(name: "bmi", factor: 0)]
    }
    let path = try RegularizationPath(
      configuration: configuration, plan: Self.plan(2, ratio: 0.97), data: try Self.data("diabetes")
    )
    let models = try await path.run(team: makeTeam(1))
    let bmi = try #require(
      path.report(models, name: "", workers: 1, seconds: 0).columns.firstIndex(of: "bmi"))
    #expect(models[0].point.survivingInputs == 1 && models[0].point.columnWeights[bmi] != 0)
    #expect(models[1].point.survivingInputs == 2)
  }

  @Test func `a path of warm starts reaches what a single fit reaches`() async throws {
    let data = try Self.data("diabetes")
    let path = try RegularizationPath(
      configuration: Self.linear(), plan: Self.plan(6), data: data)
    let models = try await path.run(team: makeTeam(2))
    for model in models {
      let alone = try await path.fitForTests.fit(
        model.point.l1, from: nil, isWarm: false, team: makeTeam(1))
      let loss = try await Evaluation.measure(
        alone.parameters, on: data.training, team: makeTeam(1)
      ).loss
      let objective = try path.fitForTests.objective(
        of: alone.parameters, l1: model.point.l1, loss: loss)
      #expect(abs(objective.total / model.point.objective - 1) < 1e-6)
    }
    // The objective falls with the strength.
    let objectives = models.map(\.point.objective)
    #expect(zip(objectives, objectives.dropFirst()).allSatisfy { $0 > $1 })
  }

  @Test(arguments: [
    (Penalty.Shape.groupInputs, PathDirection.up), (.hierarchical, .up), (.groupInputs, .down),
    (.l1, .up), (.groupUnits, .up),
  ])
  func `a network's path has one digest for any worker count and ends empty`(
    penalty: Penalty.Shape, direction: PathDirection
  ) async throws {
    var configuration = TrainingConfiguration()
    configuration.hidden = [9]
    configuration.epochs = 6
    configuration.batch = .rows(100)
    configuration.penalty = penalty
    configuration.rate = 0.01
    var plan = Self.plan(4, ratio: 0.1, direction)
    plan.warmEpochs = 3
    plan.refits = true
    let data = try Self.data("diabetes")
    var digests: Set<[Digest]> = []
    for workers in [1, 2, 3, 8] {
      let path = try RegularizationPath(configuration: configuration, plan: plan, data: data)
      let models = try await path.run(team: makeTeam(workers))
      digests.insert(
        models.flatMap { [$0.point.digest, $0.point.refit?.digest ?? $0.point.digest] })
      let counts = models.map(\.point.survivingInputs)
      #expect((direction == .up ? counts.last : counts.first) == 0)
      #expect((counts.max() ?? 0) > 0)
    }
    #expect(digests.count == 1)
  }

  @Test func `a refit keeps zeros and lowers the loss`() async throws {
    var plan = Self.plan(5, ratio: 0.05)
    plan.refits = true
    let path = try RegularizationPath(
      configuration: Self.linear(), plan: plan, data: try Self.data("diabetes"))
    for model in try await path.run(team: makeTeam(2)) {
      let refit = try #require(model.refit)
      let before = model.parameters.weights(ofLayer: 0)
      let after = refit.weights(ofLayer: 0)
      for index in before.indices where before[index] == 0 { #expect(after[index] == 0) }
      let loss = try #require(model.point.refit?.train.loss)
      #expect(loss <= model.point.train.loss + 1e-9)
    }
  }

  @Test func `what leads nowhere is refused with its option`() throws {
    let data = try Self.data("diabetes")
    func option(_ configuration: TrainingConfiguration, _ plan: PathPlan) -> String? {
      do {
        _ = try RegularizationPath(configuration: configuration, plan: plan, data: data)
        return nil
      } catch { return error.option }
    }
    let network = TrainingConfiguration()
    #expect(option(network, Self.plan(5, .down)) == "direction")
    #expect(option(Self.linear(), Self.plan(1)) == "points")
    #expect(option(Self.linear(), Self.plan(5, ratio: 1)) == "ratio")
    #expect(option(Self.linear(), Self.plan(5, ratio: .nan)) == "ratio")
    var subgradient = network
    subgradient.l1Method = .subgradient
    #expect(option(subgradient, Self.plan(5, .up)) == "l1-method")
    #expect(option(Self.linear(), Self.plan(5)) == nil)
  }
}

extension RegularizationPath {
  /// The path's fits, apart from measuring.
  var fitForTests: PathFit {
    get throws { try PathFit(configuration: configuration, plan: plan, data: data) }
  }
}
