import Arithmetic
import Learning
public import Machine
import Team
import Training

/// Measures how training scales over worker counts, and that its bits do not change with them.
///
/// The counts take turns within each round, in an order that turns round with every round, so that
/// a drift of the machine hits all alike. Next to each measurement of steps stand the peaks of the
/// same cores. Phases are measured apart, since their clocks cost time that tiny steps would show.
public struct ScalingStudy: Sendable {
  public let workload: ScalingWorkload
  public let mode: ScalingMode
  /// Ascending, each once.
  public let workerCounts: [Int]
  public let effort: MeasurementEffort
  private let topology: Topology
  private let placement: PlacementPolicy
  private let memory: MemoryPolicy

  /// - Parameter placement: what of it says how many workers there are is not looked at.
  /// - Precondition: at least one worker count, all above 0; effort above 0.
  public init(
    _ workload: ScalingWorkload, mode: ScalingMode, workerCounts: [Int],
    effort: MeasurementEffort, on topology: Topology,
    placement: PlacementPolicy = PlacementPolicy(), memory: MemoryPolicy = MemoryPolicy()
  ) {
    precondition(
      !workerCounts.isEmpty && workerCounts.allSatisfy { $0 > 0 } && effort.rounds > 0,
      "ScalingStudy: nothing to measure")
    self.workload = workload
    self.mode = mode
    self.workerCounts = Set(workerCounts).sorted()
    self.effort = effort
    self.topology = topology
    self.placement = placement
    self.memory = memory
  }

  /// - Parameter progress: told after each round, from 1 on.
  /// - Throws: `TrainingError.diverged`, `ConfigurationError`, an error of a team.
  /// - Complexity: worker counts · (rounds + 2) measurements.
  public func run(progress: (_ round: Int) -> Void = { _ in }) async throws -> ScalingReport {
    let watch = NoiseWatch(topology)
    var subjects: [ScalingSubject] = []
    for workers in workerCounts {
      var policy = placement
      policy.workers = .count(workers)
      subjects.append(
        try await ScalingSubject(
          workload, mode: mode, on: .plan(policy, memory: memory, on: topology)))
    }
    let steps = try await warmUp(subjects)
    for round in 1...effort.rounds {
      for subject in round % 2 == 1 ? subjects : subjects.reversed() {
        try await subject.measure(steps: steps)
      }
      progress(round)
    }
    for subject in subjects { try await subject.measurePhases(steps: steps) }
    let rows = rows(subjects)
    return ScalingReport(
      mode: mode, data: workload.name, widths: workload.network.widths,
      activation: workload.network.activation, loss: workload.network.loss,
      rowsPerShard: workload.configuration.rowsPerShard, rounds: effort.rounds,
      instructionSet: InstructionSet.name, rows: rows,
      law: mode == .strong
        ? UniversalScalabilityLaw(
          fitting: rows.map { (workers: $0.workers, samplesPerSecond: $0.samplesPerSecond) }) : nil,
      digestsAgree: mode == .strong ? Set(rows.map(\.digest)).count == 1 : nil,
      noise: subjects.compactMap(\.bindingWarning) + watch.findings(rows: rows))
  }

  /// Takes the first steps, the same number on all subjects.
  ///
  /// - Returns: how many steps a measurement takes.
  private func warmUp(_ subjects: [ScalingSubject]) async throws -> Int {
    if let steps = effort.steps {
      for subject in subjects { _ = try await subject.seconds(steps: steps) }
      return steps
    }
    var taken = 0
    var steps = 1
    var seconds = 0.0
    while true {
      seconds = try await subjects[0].seconds(steps: steps)
      taken += steps
      if seconds >= effort.seconds / 8 || steps >= 1 << 40 { break }
      steps *= 2
    }
    var wanted = Double(steps) * effort.seconds / max(seconds, 1e-9)
    for subject in subjects.dropFirst() {
      let seconds = try await subject.seconds(steps: taken)
      // Many workers make a step so short that a measurement would be, too.
      wanted = max(wanted, Double(taken) * effort.seconds / 8 / max(seconds, 1e-9))
    }
    return max(1, Int(wanted.rounded(.up)))
  }

  private func rows(_ subjects: [ScalingSubject]) -> [ScalingRow] {
    var rows: [ScalingRow] = []
    for subject in subjects {
      rows.append(subject.row(operationsPerRow: workload.operationsPerRow, first: rows.first))
    }
    return rows
  }
}
