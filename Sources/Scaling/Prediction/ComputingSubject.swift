import Learning
import Team
import Training

/// One worker that trains alone on so many rows a step, and what was measured of it.
final class ComputingSubject {
  let rows: Int
  private let training: TimedTraining
  private var steps = 1
  private var wall: [Double] = []
  private var update: [Double] = []
  private var order: [Double] = []

  init(_ workload: ScalingWorkload, rows: Int, team: Team) async throws {
    self.rows = rows
    var configuration = workload.configuration
    configuration.batch = .rows(rows)
    training = try await TimedTraining(
      network: workload.network, configuration: configuration, factors: workload.factors,
      data: workload.data, team: team)
  }

  /// Takes the first steps, and finds how many a measurement takes.
  func warmUp(_ effort: MeasurementEffort) async throws {
    guard effort.steps == nil else {
      steps = effort.steps ?? 1
      _ = try await training.advance(steps: steps, phases: false)
      return
    }
    while true {
      let seconds = try await training.advance(steps: steps, phases: false).seconds
      if seconds >= effort.seconds / 8 || steps >= 1 << 40 {
        steps = max(1, Int((Double(steps) * effort.seconds / max(seconds, 1e-9)).rounded(.up)))
        return
      }
      steps *= 2
    }
  }

  /// One measurement. Phases are measured apart, since their clocks cost time that tiny steps would
  /// show.
  func measure() async throws {
    let whole = try await training.advance(steps: steps, phases: false)
    wall.append(whole.seconds / Double(steps) * 1e6)
    let parts = max(1, steps / 4)
    let timed = try await training.advance(steps: parts, phases: true)
    let phases = timed.phases[0]
    update.append(phases[StepPhase.update.rawValue] / Double(parts) * 1e6)
    order.append(max(0, timed.seconds - phases.reduce(0, +)) / Double(parts) * 1e6)
  }

  /// Medians over the measurements, of a step in microseconds.
  var updateMicroseconds: Double { Self.median(update) }
  var orderMicroseconds: Double { Self.median(order) }
  var computingMicroseconds: Double {
    max(0, Self.median(wall) - updateMicroseconds - orderMicroseconds)
  }

  private static func median(_ values: [Double]) -> Double { Spread(of: values)?.median ?? 0 }
}
