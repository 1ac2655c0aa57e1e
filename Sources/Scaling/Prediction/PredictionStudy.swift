import Arithmetic
import Learning
public import Machine
import Training

/// Measures what a step costs here, and predicts from that how training scales on another machine.
public struct PredictionStudy: Sendable {
  public let workload: ScalingWorkload
  public let target: PredictionTarget
  /// Ascending, each once.
  public let workerCounts: [Int]
  public let effort: MeasurementEffort
  /// The machine at hand.
  private let topology: Topology

  /// - Precondition: at least one worker count, all above 0; effort above 0.
  public init(
    _ workload: ScalingWorkload, target: PredictionTarget, workerCounts: [Int],
    effort: MeasurementEffort, on topology: Topology
  ) {
    precondition(
      !workerCounts.isEmpty && workerCounts.allSatisfy { $0 > 0 } && effort.rounds > 0,
      "PredictionStudy: nothing to predict")
    self.workload = workload
    self.target = target
    self.workerCounts = Set(workerCounts).sorted()
    self.effort = effort
    self.topology = topology
  }

  /// - Parameter progress: told after each round, from 1 on.
  /// - Throws: `TrainingError.diverged`, `ConfigurationError`, an error of a team.
  /// - Complexity: rounds · (row counts + 1) measurements; row counts are at most the binary logarithm
  ///   of the shards, plus 1.
  public func run(progress: (_ round: Int) -> Void = { _ in }) async throws -> ScalingPrediction {
    let work = StepWork(workload)
    let watch = NoiseWatch(topology)
    let measurement = try await CostMeasurement(
      workload, rows: work.measuredRows(mostWorkers: workerCounts.last ?? 1), work: work,
      effort: effort, on: topology)
    for round in 1...effort.rounds {
      try await measurement.measure(round: round)
      progress(round)
    }
    let model = StepModel(costs: measurement.costs, work: work)
    return ScalingPrediction(
      machine: PredictedMachine(name: target.name, target.topology), data: workload.name,
      widths: workload.network.widths, activation: workload.network.activation,
      loss: workload.network.loss, rowsPerStep: work.rows, rowsPerShard: work.rowsPerShard,
      rounds: effort.rounds, instructionSet: InstructionSet.name,
      rows: model.rows(
        workers: workerCounts, on: target, allTakePart: workload.participation == .all),
      assumptions: model.assumptions(about: target), costs: model.costs,
      noise: measurement.bindingWarnings + watch.findings(rows: []))
  }
}
