import Arithmetic
import Foundation
import Learning
import Machine
import Scaling
import Testing
import Training

/// Whole studies of tiny workloads. Nothing is said of speeds.
@Suite(.serialized, .timeLimit(.minutes(5))) struct ScalingStudyTests {
  static let rounds = 2
  static let steps = 20
  /// Before, in and, for phases, after the rounds.
  static var allSteps: Int { steps * (rounds + 2) }

  static func workload(
    _ shape: String, batch: Int, rows: Int? = nil, participation: Participation = .all
  ) throws -> ScalingWorkload {
    let synthetic = try #require(SyntheticWorkload(shape: shape))
    var configuration = TrainingConfiguration()
    configuration.hidden = synthetic.hidden
    configuration.optimizer = .sgd
    configuration.rate = 0.05
    configuration.l1 = 1e-3
    configuration.l1Method = .subgradient
    configuration.batch = .rows(batch)
    configuration.seed = 5
    return ScalingWorkload(
      name: "made", network: synthetic.network(activation: .relu), configuration: configuration,
      data: synthetic.data(rows: rows ?? SyntheticWorkload.rows(batch: batch)),
      participation: participation)
  }

  static func report(
    _ workload: ScalingWorkload, _ mode: ScalingMode, workers: [Int],
    progress: (Int) -> Void = { _ in }
  ) async throws -> ScalingReport {
    try await ScalingStudy(
      workload, mode: mode, workerCounts: workers,
      effort: MeasurementEffort(rounds: rounds, seconds: 0.01, steps: steps), on: Topology.load()
    ).run(progress: progress)
  }

  /// The digest after `steps` steps of the trainer without a team.
  static func sequentialDigest(
    _ workload: ScalingWorkload, batch: Int, steps: Int = allSteps
  ) throws -> String {
    let (configuration, data) = (workload.configuration, workload.data)
    let parameters = Parameters(ParameterLayout(workload.network))
    parameters.initialize(configuration.initializer, seed: configuration.seed)
    let rule = UpdateRule(
      optimizer: .sgd,
      schedule: Schedule(
        shape: .constant, rate: configuration.rate, warmupSteps: 0, steps: steps),
      penalty: Penalty(strength: configuration.l1, method: .subgradient))
    let trainer = SequentialTrainer(
      parameters, rule: rule, examples: data.examples, dropout: nil, mostRows: batch,
      rowsPerShard: configuration.rowsPerShard)
    let minibatches = (data.rows + batch - 1) / batch
    let order = Buffer<UInt32>(repeating: 0, count: data.rows)
    try withExtendedLifetime((data, order)) {
      for step in 0..<steps {
        let (epoch, index) = (step / minibatches, step % minibatches)
        RandomStream(seed: configuration.seed, purpose: .rowOrder, major: UInt64(epoch))
          .writePermutation(into: order.view)
        try trainer.step(on: order.view[index * batch..<min((index + 1) * batch, data.rows)])
      }
    }
    return Digest(ofParameters: parameters.networkOrder).description
  }

  /// What holds for every study, by definition of its figures.
  private func check(_ report: ScalingReport, _ workload: ScalingWorkload) throws {
    let first = try #require(report.rows.first)
    for row in report.rows {
      #expect(1 <= row.participants && row.participants <= row.workers)
      #expect(row.phasesOfWorkers.count == row.participants)
      for times in row.phasesOfWorkers + [row.phases] {
        let all = [
          times.gather, times.forward, times.backward, times.weightGradient, times.barrierWait,
          times.update,
        ]
        #expect(all.allSatisfy { $0 >= 0 && $0.isFinite })
        #expect(times.total > 0)
      }
      let spread = row.microsecondsPerStepSpread
      #expect(0 < spread.minimum && spread.minimum <= spread.lowerQuartile)
      #expect(spread.lowerQuartile <= spread.median && spread.median <= spread.upperQuartile)
      #expect(spread.upperQuartile <= spread.maximum && spread.median == row.microsecondsPerStep)
      func areClose(_ found: Double, _ expected: Double) -> Bool {
        abs(found / expected - 1) < 1e-9
      }
      #expect(
        areClose(row.samplesPerSecond, Double(row.rowsPerStep) * 1e6 / row.microsecondsPerStep))
      #expect(areClose(row.fractionOfPeak, row.gigaflops / row.peakGigaflops))
      #expect(row.peakGigaflops > 0 && row.memoryGigabytesPerSecond > 0)
      #expect(
        areClose(
          row.speedup,
          row.samplesPerSecond / first.samplesPerSecond * Double(first.workers)))
      #expect(areClose(row.efficiency, row.speedup / Double(row.workers)))
      #expect(row.loadImbalance >= -1e-9)
      #expect((row.serialFraction == nil) == (row.workers == 1))
      // 6·Σ inᵢ·outᵢ − 2·in₁·out₁ operations a row.
      let widths = workload.network.widths
      var operations = -2 * widths[0] * widths[1]
      for (inputs, outputs) in zip(widths, widths.dropFirst()) {
        operations += 6 * inputs * outputs
      }
      #expect(areClose(row.gigaflops, row.samplesPerSecond * Double(operations) / 1e9))
    }
  }

  @Test(arguments: [("6-5-3", 32), ("40-150-90-3", 200)])
  func `worker counts end with the bits of the trainer without a team`(
    shape: String, batch: Int
  ) async throws {
    let workload = try Self.workload(shape, batch: batch)
    var rounds: [Int] = []
    // Not in order, and one twice.
    let report = try await Self.report(workload, .strong, workers: [2, 3, 1, 2]) {
      rounds.append($0)
    }
    #expect(rounds == [1, 2])
    #expect(report.rows.map(\.workers) == [1, 2, 3])
    #expect(report.rows.allSatisfy { $0.rowsPerStep == batch })
    let expected = try Self.sequentialDigest(workload, batch: batch)
    #expect(report.rows.map(\.digest) == [expected, expected, expected])
    #expect(report.digestsAgree == true)
    // Otherwise one worker might have computed all of them.
    #expect(report.rows.map(\.participants) == [1, 2, 3])
    #expect(report.mode == .strong && report.data == "made" && report.rounds == 2)
    #expect(report.widths == workload.network.widths && report.rowsPerShard == 16)
    #expect(report.instructionSet == InstructionSet.name)
    try check(report, workload)
  }

  @Test func `by default a small network is one worker's, with the same bits`() async throws {
    let workload = try Self.workload("6-5-3", batch: 100, participation: .automatic)
    let report = try await Self.report(workload, .strong, workers: [1, 2, 3])
    #expect(report.rows.map(\.participants) == [1, 1, 1])
    #expect(report.digestsAgree == true)
    #expect(report.rows.first?.digest == (try Self.sequentialDigest(workload, batch: 100)))
    try check(report, workload)
  }

  @Test func `weak scaling gives every worker as many rows`() async throws {
    let workload = try Self.workload("40-150-90-3", batch: 64, rows: 1000)
    let report = try await Self.report(workload, .weak, workers: [1, 2, 3])
    #expect(report.rows.map(\.rowsPerStep) == [64, 128, 192])
    #expect(report.mode == .weak && report.digestsAgree == nil && report.law == nil)
    for row in report.rows {
      #expect(row.digest == (try Self.sequentialDigest(workload, batch: row.rowsPerStep)))
    }
    try check(report, workload)
  }

  @Test func `a study without the worker that is alone counts from its fewest`() async throws {
    let workload = try Self.workload("6-5-3", batch: 32)
    let report = try await Self.report(workload, .strong, workers: [2])
    #expect(report.rows.map(\.workers) == [2] && report.rows.map(\.speedup) == [2])
    #expect(report.law == nil && report.digestsAgree == true)
    try check(report, workload)
  }

  @Test func `without a number of steps as many are taken as the time needs`() async throws {
    let workload = try Self.workload("6-5-3", batch: 32)
    let report = try await ScalingStudy(
      workload, mode: .strong, workerCounts: [1, 2],
      effort: MeasurementEffort(rounds: 1, seconds: 0.02), on: Topology.load()
    ).run()
    // Whatever their number was, all took the same.
    #expect(report.digestsAgree == true && Set(report.rows.map(\.digest)).count == 1)
    try check(report, workload)
  }

  /// Other programs read these names.
  @Test func `the report as JSON has the names that are promised`() async throws {
    let workload = try Self.workload("6-5-3", batch: 32)
    let report = try await Self.report(workload, .strong, workers: [1, 2])
    let text = try JSONFile.text(report)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(object["mode"] as? String == "strong")
    #expect(object["digestsAgree"] as? Bool == true)
    #expect(object["noise"] is [String])
    let rows = try #require(object["rows"] as? [[String: Any]])
    #expect(rows.compactMap { $0["workers"] as? Int } == [1, 2])
    for row in rows {
      for name in [
        "microsecondsPerStep", "samplesPerSecond", "gigaflops", "peakGigaflops", "fractionOfPeak",
        "speedup", "efficiency",
      ] {
        #expect(row[name] is Double, "\(name)")
      }
      #expect((row["digest"] as? String)?.count == 64)
    }
    #expect(try JSONDecoder().decode(ScalingReport.self, from: Data(text.utf8)) == report)
  }
}
