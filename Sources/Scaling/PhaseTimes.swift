/// Microseconds of a step by phase.
public struct PhaseTimes: Codable, Equatable, Sendable {
  public var gather: Double
  public var forward: Double
  public var backward: Double
  public var weightGradient: Double
  public var barrierWait: Double
  public var update: Double

  public init(
    gather: Double, forward: Double, backward: Double, weightGradient: Double,
    barrierWait: Double, update: Double
  ) {
    self.gather = gather
    self.forward = forward
    self.backward = backward
    self.weightGradient = weightGradient
    self.barrierWait = barrierWait
    self.update = update
  }

  /// The mean of each phase; 0 where there are no times.
  init(meanOf times: [PhaseTimes]) {
    func mean(_ phase: KeyPath<PhaseTimes, Double>) -> Double {
      times.reduce(0) { $0 + $1[keyPath: phase] } / Double(max(1, times.count))
    }
    self.init(
      gather: mean(\.gather), forward: mean(\.forward), backward: mean(\.backward),
      weightGradient: mean(\.weightGradient), barrierWait: mean(\.barrierWait),
      update: mean(\.update))
  }

  /// All phases.
  public var total: Double { busy + barrierWait }

  /// All phases but the wait.
  public var busy: Double { gather + forward + backward + weightGradient + update }
}
