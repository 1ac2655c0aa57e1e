import Arithmetic
import Datasets
import Learning
import Team

/// One data set's path: fits of the same network at one strength after the other, each from its
/// neighbour's weights.
struct PathFit: Sendable {
  let network: Network
  let configuration: TrainingConfiguration
  let factors: PenaltyFactors
  var plan: PathPlan
  let data: TrainingData
  let validation: TrainingData?

  /// What one strength gave.
  struct Point: Sendable {
    let l1: Double
    let parameters: Parameters
    /// The survivors trained again; nil where that was not asked for.
    let refit: Parameters?
    let epochs: Int
  }

  init(
    configuration: TrainingConfiguration, plan: PathPlan, data: PreparedData
  ) throws(ConfigurationError) {
    network = try Network(configuration, for: data.schema)
    factors = try PenaltyFactors(configuration, for: data.schema)
    self.configuration = configuration
    self.plan = plan
    self.data = data.training
    validation = data.validation
  }

  /// The strengths of this path in the order of its fits: with `up` 0 first, for the dense model.
  ///
  /// - Parameter largest: of the grid.
  func strengths(largest: Double) -> [Double] {
    let grid = StrengthGrid.descending(from: largest, ratio: plan.ratio, count: plan.points)
    return plan.direction == .down ? grid : [0] + grid.reversed()
  }

  /// Fits each strength in turn.
  ///
  /// - Parameters:
  ///   - untilEmpty: whether to go on upwards, by the same factor, until nothing survives; a path of
  ///     warm starts may need more than the search for its end found.
  ///   - onPoint: called after each fit.
  func points(
    _ strengths: [Double], untilEmpty: Bool = false, team: Team,
    onPoint: (Point) async throws -> Void = { _ in }
  ) async throws -> [Point] {
    var points: [Point] = []
    // Without hidden layers the empty model, with what is never penalized, is where a path down begins.
    let isFromEmpty = plan.direction == .down && network.hidden.isEmpty
    var parameters = isFromEmpty ? try await emptyModel(team: team).networkOrder : nil
    for (index, strength) in strengths.enumerated() {
      let point = try await fit(strength, from: parameters, isWarm: index > 0, team: team)
      parameters = point.parameters.networkOrder
      points.append(point)
      try await onPoint(point)
    }
    guard untilEmpty, plan.direction == .up, var last = points.last else { return points }
    let factor = 1 / StrengthGrid.descending(from: 1, ratio: plan.ratio, count: plan.points)[1]
    for _ in 0..<Self.mostExtraPoints where !isEmpty(last.parameters) {
      last = try await fit(
        last.l1 * factor, from: last.parameters.networkOrder, isWarm: true, team: team)
      points.append(last)
      try await onPoint(last)
    }
    return points
  }

  /// A path that is not empty by then will not be: something is never penalized.
  private static let mostExtraPoints = 40

  /// One fit, and the refit of its survivors if the plan says so.
  ///
  /// - Parameters:
  ///   - initial: nil: the weights of the seed.
  ///   - isWarm: whether it has the plan's epochs, and not the configuration's.
  func fit(
    _ strength: Double, from initial: [Float]?, isWarm: Bool, team: Team
  ) async throws -> Point {
    var own = configuration
    own.l1 = strength
    if isWarm { own.epochs = min(own.epochs, plan.warmEpochs) }
    let result = try await train(own, from: initial, team: team)
    let refit = plan.refits ? try await self.refit(result.parameters, team: team) : nil
    return Point(
      l1: strength, parameters: result.parameters, refit: refit,
      epochs: result.state.progress.finishedEpochs)
  }

  /// Trains what survives again without penalty, all of the configuration's epochs: zeros stay zero
  /// (the relaxed lasso of Meinshausen 2007, doi:10.1016/j.csda.2006.12.019).
  ///
  /// The living part is trained as a network of its own, at its cost. Where whole rows are what
  /// vanished, its hidden layers begin at the seed's weights like those of any network: the
  /// penalty has made those of one layer small and of the next large, a poor place to go on from.
  func refit(_ parameters: Parameters, team: Team) async throws -> Parameters {
    var own = configuration
    own.l1 = 0
    own.l2 = plan.refitL2
    own.penalty = .l1
    own.l1Method = .frozenZeros
    own.l1Layers = []
    let live = LivePart(of: parameters)
    let whole = parameters.networkOrder
    let isWhole = live.network == network
    let keepsWeights = network.hidden.isEmpty || !configuration.penalty.vanishesWhole
    let trainer = try Trainer(network: live.network, configuration: own)
    let result = try await trainer.train(
      on: isWhole ? data : data.selecting(live.inputs),
      validation: own.patience == nil
        ? nil : isWhole ? validation : validation?.selecting(live.inputs),
      team: team, from: keepsWeights ? live.reduced(whole) : nil)
    if let reason = result.interruption { throw TeamError.cancelled(reason) }
    let refitted = Parameters(ParameterLayout(network))
    refitted.load(networkOrder: live.expanded(result.parameters.networkOrder, over: whole))
    return refitted
  }

  func train(
    _ configuration: TrainingConfiguration, from initial: [Float]?, team: Team
  ) async throws -> TrainingResult {
    let trainer = try Trainer(network: network, configuration: configuration, factors: factors)
    let result = try await trainer.train(
      on: data, validation: configuration.patience == nil ? nil : validation, team: team,
      from: initial)
    if let reason = result.interruption { throw TeamError.cancelled(reason) }
    return result
  }

  /// What a fit at strength `l1` minimizes.
  func objective(of parameters: Parameters, l1: Double, loss: Double) -> Objective {
    var own = configuration
    own.l1 = l1
    return Objective(
      loss: loss, of: parameters, penalty: own.regularizer, factors: factors,
      l2: configuration.l2)
  }
}

extension Penalty.Shape {
  /// Whether rows vanish whole, and weights alone only by chance.
  fileprivate var vanishesWhole: Bool {
    switch self {
    case .l1, .sparseGroup: false
    case .groupInputs, .groupUnits, .hierarchical: true
    }
  }
}
