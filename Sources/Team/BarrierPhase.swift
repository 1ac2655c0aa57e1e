/// All that a barrier, or a node of one, decides on, in one word, and its transitions as pure
/// functions.
///
/// | bits | hold |
/// |---|---|
/// | 0 | stopped: a worker failed or the run was cancelled |
/// | 1 | departed: a worker has finished its body |
/// | 2–17 | workers asleep in this generation |
/// | 18–63 | generation: how many meetings were completed (wraps; only inequality is asked) |
///
/// One word, so that "completed" and "broken" exclude each other: whichever change comes first
/// makes the other impossible.
@usableFromInline
struct BarrierPhase: Equatable, Sendable {
  @usableFromInline let rawValue: UInt64

  @usableFromInline
  init(rawValue: UInt64) {
    self.rawValue = rawValue
  }

  static let initial = BarrierPhase(rawValue: 0)

  static let maximumSleepers = 0xFFFF

  private static let stoppedBit: UInt64 = 1
  private static let departedBit: UInt64 = 2
  private static let sleeperUnit: UInt64 = 1 << 2
  private static let generationUnit: UInt64 = 1 << 18

  @inlinable
  var isStopped: Bool { rawValue & 1 != 0 }

  /// Whether no further meeting can be completed.
  @inlinable
  var isBroken: Bool { rawValue & 3 != 0 }

  var generation: UInt64 { rawValue / Self.generationUnit }

  var sleepers: Int { Int(rawValue % Self.generationUnit / Self.sleeperUnit) }

  /// How the meeting of `generation` ended, nil while it is undecided; to be asked of the top.
  ///
  /// The generation is looked at first: what was completed stays completed, even if the barrier was
  /// broken before a slow worker looked.
  func passage(of generation: UInt64) -> BarrierPassage? {
    if generation != self.generation { return .passed }
    if isStopped { return .stopped }
    return isBroken ? .departed : nil
  }

  /// Whether the meeting of `generation` was completed at this node: true, nil while it is
  /// undecided, or false where the node is broken, so that only the top's `passage` tells.
  ///
  /// The flags are looked at first: a node that is broken before its leader has come back stays a
  /// generation behind, while its members pass by the top's word and may return for the next
  /// meeting. To them that old generation would look like a meeting completed.
  func isCompleted(_ generation: UInt64) -> Bool? {
    if isBroken { return false }
    return generation == self.generation ? nil : true
  }

  /// The last worker has arrived: the next generation, nobody asleep in it. Nil if broken.
  func completed() -> BarrierPhase? {
    guard !isBroken else { return nil }
    return BarrierPhase(rawValue: (generation &+ 1) &* Self.generationUnit)
  }

  /// A worker of `generation` goes to sleep. Nil once that generation is decided.
  func asleep(in generation: UInt64) -> BarrierPhase? {
    guard passage(of: generation) == nil else { return nil }
    return BarrierPhase(rawValue: rawValue + Self.sleeperUnit)
  }

  /// A worker failed or the run was cancelled. Whoever makes this transition wakes the sleepers.
  func stopped() -> BarrierPhase { broken(Self.stoppedBit) }

  /// A worker has finished its body. Whoever makes this transition wakes the sleepers.
  func departed() -> BarrierPhase { broken(Self.departedBit) }

  private func broken(_ bit: UInt64) -> BarrierPhase {
    let flags = rawValue & (Self.stoppedBit | Self.departedBit)
    return BarrierPhase(rawValue: generation &* Self.generationUnit | flags | bit)
  }
}
