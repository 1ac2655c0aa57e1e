import Arithmetic
import Datasets
import Learning
import Team
import Testing

@testable import Training

@Suite struct TuningTests {
  static func tuning(
    _ name: String, folds: Int, halfSamples: Int = 0,
    _ change: (inout TrainingConfiguration, inout PathPlan) -> Void = { _, _ in }
  ) throws -> Tuning {
    var configuration = RegularizationPathTests.linear()
    var plan = RegularizationPathTests.plan(8)
    plan.refits = true
    change(&configuration, &plan)
    let example = try Example.named(name)
    let table = try TypedTable(try example.table(), example.options)
    return try Tuning(
      configuration: configuration, plan: plan, table: table, data: try PreparedData(table),
      folds: folds, choice: .oneStandardError, halfSamples: halfSamples)
  }

  @Test func `everything is the same for any worker count, side by side or not`() async throws {
    for hidden in [[], [7]] {
      var reports: [TuneReport] = []
      for workers in [1, 2, 3, 8] {
        let tuning = try Self.tuning("diabetes", folds: 5, halfSamples: 6) {
          guard !hidden.isEmpty else { return }
          $0 = TrainingConfiguration()
          $0.hidden = hidden
          $0.penalty = .groupInputs
          $0.epochs = 5
          $1.direction = .up
          $1.warmEpochs = 2
        }
        var report = try await tuning.run(name: "", team: makeTeam(workers)).report
        (report.seconds, report.workers, report.path.seconds, report.path.workers) = (0, 0, 0, 0)
        reports.append(report)
      }
      for report in reports.dropFirst() { #expect(report == reports[0]) }
    }
  }

  @Test func `fits side by side give what fits one after the other give`() async throws {
    let team = try makeTeam(3)
    let (apart, together) = (
      try await FitSchedule.run(7, team: team, sideBySide: true) { "\($0) \($1.workers)" },
      try await FitSchedule.run(7, team: team, sideBySide: false) { "\($0) \($1.workers)" }
    )
    #expect(apart == (0..<7).map { "\($0) 1" })
    #expect(together == (0..<7).map { "\($0) 3" })
  }

  @Test func `held-out losses are those of a fold done by hand`() async throws {
    let tuning = try Self.tuning("diabetes", folds: 4)
    let team = try makeTeam(2)
    let report = try await tuning.run(name: "", team: team).report
    let strengths = report.path.points.map(\.l1)
    let rows = Folds.deal(rows: tuning.table.rowCount, classes: nil, count: 4, seed: 0)
    var sum = 0.0
    for fold in rows {
      let data = try PreparedData(tuning.table, validation: .rows(fold))
      let fit = try PathFit(
        configuration: tuning.path.configuration, plan: tuning.path.plan, data: data)
      let parameters = try await fit.fit(strengths[5], from: nil, isWarm: false, team: team)
        .parameters
      let weights = parameters.weights(ofLayer: 0).map(Double.init)
      let bias = Double(parameters.biases(ofLayer: 0)[0])
      let held = try #require(data.validation)
      // In original units of the target, then in those of all rows.
      for row in 0..<held.rows {
        let inputs = held.examples.inputs.row(row)
        let output = weights.indices.reduce(bias) { $0 + weights[$1] * Double(inputs[$1]) }
        let target = Double(held.examples.targets[row])
        let error =
          data.schema.target.inOriginalUnits(output) - data.schema.target.inOriginalUnits(target)
        let all = tuning.path.data.schema.target
        let unit = all.inOriginalUnits(1) - all.inOriginalUnits(0)
        sum += error * error / (2 * unit * unit)
      }
    }
    let mean = sum / Double(tuning.table.rowCount)
    #expect(abs(report.scores[5].penalized.loss / mean - 1) < 1e-4)
  }

  @Test func `the chosen model is one of the path's`() async throws {
    let tuning = try Self.tuning("spam", folds: 3)
    let (report, model, isRefit) = try await tuning.run(name: "", team: makeTeam(2))
    #expect(report.oneStandardError.isRefit == isRefit)
    #expect(report.path.points[report.oneStandardError.index] == model.point)
    #expect(report.chosen.digest == (isRefit ? model.point.refit?.digest : model.point.digest))
    let minimum = report.scores[report.minimum.index]
    #expect(model.point.l1 >= minimum.l1)
    #expect(report.scores.allSatisfy { ($0.penalized.accuracy ?? 0) > 0.5 })
  }

  @Test func `cancelling a team cancels fits that go side by side`() async throws {
    let team = try makeTeam(2)
    let members = try team.membersAsTeams()
    #expect(members.map(\.workers) == [1, 1])
    team.cancel(.interrupt)
    for member in members {
      await #expect(throws: TeamError.cancelled(.interrupt)) {
        try await member.run { try $0.checkCancellation() }
      }
    }
  }
}
