import Arithmetic
import Learning
import Synchronization
import Team
import Training

/// One worker that trains alone on so many rows a step, and what was measured of it.
final class ComputingSubject {
  let rows: Int
  private let training: TimedTraining
  private let team: Team
  /// The rows of the data in an order.
  private let rowOrder: Buffer<UInt32>
  private let minibatches: Int
  private var steps = 1
  private var wall: [Double] = []
  private var update: [Double] = []
  private var order: [Double] = []

  init(_ workload: ScalingWorkload, rows: Int, team: Team) async throws {
    self.rows = rows
    self.team = team
    rowOrder = Buffer(repeating: 0, count: workload.data.rows)
    minibatches = max(1, workload.data.rows / rows)
    var configuration = workload.configuration
    configuration.batch = .rows(rows)
    // What a step costs does not depend on it, and a rate for large minibatches may diverge on small ones.
    configuration.rate = min(configuration.rate, 1e-6)
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
    let drawing = try await secondsOfOrder()
    order.append(drawing * 1e6 / Double(minibatches))
    let whole = try await training.advance(steps: steps, phases: false)
    // Drawn once an epoch, the parts of epochs at both ends taken together.
    let drawn = Double(steps) / Double(minibatches) * drawing
    wall.append(max(0, whole.seconds - drawn) / Double(steps) * 1e6)
    let parts = max(1, steps / 4)
    let timed = try await training.advance(steps: parts, phases: true)
    update.append(timed.phases[0][StepPhase.update.rawValue] / Double(parts) * 1e6)
  }

  /// How long worker 0 needs to draw an epoch's order.
  private func secondsOfOrder() async throws -> Double {
    let elapsed = Mutex(0.0)
    try await team.run(workers: 1) { [rowOrder] _ in
      let clock = ContinuousClock()
      let start = clock.now
      RandomStream(seed: 0, purpose: .rowOrder, major: 0).writePermutation(into: rowOrder.view)
      elapsed.withLock { $0 = (clock.now - start) / .seconds(1) }
    }
    return elapsed.withLock { $0 }
  }

  /// Medians over the measurements, of a step in microseconds.
  var updateMicroseconds: Double { Self.median(update) }
  var orderMicroseconds: Double { Self.median(order) }
  var computingMicroseconds: Double { max(0, Self.median(wall) - updateMicroseconds) }

  private static func median(_ values: [Double]) -> Double { Spread(of: values)?.median ?? 0 }
}
