import Learning
import Machine
import Scaling
import Testing
import Training

/// Whole predictions of tiny workloads. Nothing is said of speeds.
@Suite(.serialized, .timeLimit(.minutes(5))) struct PredictionStudyTests {
  static func prediction(
    on synthetic: String, workers: [Int], participation: Participation = .all
  ) async throws -> ScalingPrediction {
    let workload = try ScalingStudyTests.workload(
      "6-5-3", batch: 100, participation: participation)
    return try await PredictionStudy(
      workload, target: try .made(synthetic), workerCounts: workers,
      effort: MeasurementEffort(rounds: 2, steps: 10), on: try Topology.load()
    ).run()
  }

  @Test func `one worker's step is what was measured`() async throws {
    let prediction = try await Self.prediction(on: "core:1 pu:1", workers: [1])
    let (row, costs) = (prediction.rows[0], prediction.costs)
    #expect(costs.computing.map(\.rows) == [100])
    #expect(row.terms.computing == costs.computing[0].microseconds)
    #expect(row.terms.update == costs.updateMicroseconds)
    #expect(abs(row.terms.rowOrder - 0.1 * costs.orderNanosecondsPerRow) < 1e-9)
    #expect(row.terms.meetings == 0 && row.speedup == 1)
  }

  @Test func `one worker is measured at the halves of the shards`() async throws {
    // 100 rows are 7 shards, the last with 4 rows.
    let prediction = try await Self.prediction(on: "l3:1 core:4 pu:1", workers: [2, 1, 4])
    #expect(prediction.costs.computing.map(\.rows) == [32, 64, 100])
    #expect(prediction.rows.map(\.workers) == [1, 2, 4])
    #expect(prediction.rows.map(\.participants) == [1, 2, 4])
    #expect(prediction.rows.allSatisfy { $0.microsecondsPerStep > 0 })
    #expect(prediction.rounds == 2 && prediction.machine.cores == 4)
  }

  @Test func `what is assumed is said`() async throws {
    func words(_ machine: String) async throws -> String {
      try await Self.prediction(on: machine, workers: [1]).assumptions.joined(separator: "\n")
    }
    let small = try await words("core:1 pu:1")
    #expect(!small.contains("within") && !small.contains("link"))
    let large = try await words("package:2 [numa] l3:2 core:2 pu:1")
    #expect(large.contains("1 within a last cache, 2 times that within a node, 3.5 between nodes"))
    #expect(large.contains("no link is ever full"))
  }
}
