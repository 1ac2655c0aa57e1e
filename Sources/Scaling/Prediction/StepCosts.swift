/// What the parts of a step cost on the machine at hand, for one network and optimizer.
///
/// Nothing in it was measured by training with more than one worker.
public struct StepCosts: Codable, Equatable, Sendable {
  /// Of one worker, by rows; ascending, at least one.
  public var computing: [ComputingCost]
  /// One worker's update of all parameters from one published gradient, in microseconds.
  public var updateMicroseconds: Double
  /// Drawing the order of the rows, which worker 0 does at the start of an epoch while the others wait:
  /// its share in each row of a step.
  public var orderNanosecondsPerRow: Double
  public var exchange: ExchangeCosts
  public var memory: MemoryCosts
  /// What the core of worker 0 reaches in fused multiply-adds while all cores work, over what it
  /// reaches alone: at most 1.
  public var crowdedSpeed: Double
  /// Cores of the machine at hand.
  public var cores: Int

  public init(
    computing: [ComputingCost], updateMicroseconds: Double, orderNanosecondsPerRow: Double,
    exchange: ExchangeCosts, memory: MemoryCosts, crowdedSpeed: Double, cores: Int
  ) {
    self.computing = computing
    self.updateMicroseconds = updateMicroseconds
    self.orderNanosecondsPerRow = orderNanosecondsPerRow
    self.exchange = exchange
    self.memory = memory
    self.crowdedSpeed = crowdedSpeed
    self.cores = cores
  }

  /// The time of one worker for `rows` rows: what was measured there, on the line between two
  /// neighbours in between, and beyond the ends on the line through the last two.
  ///
  /// - Returns: 0 for no rows, which nobody measures.
  public func computingMicroseconds(rows: Int) -> Double {
    guard rows > 0, let first = computing.first else { return 0 }
    guard computing.count > 1 else {
      return first.microseconds * (Double(rows) / Double(max(1, first.rows)))
    }
    let above = computing.dropFirst().firstIndex { $0.rows >= rows } ?? computing.count - 1
    let (lower, upper) = (computing[above - 1], computing[above])
    let slope = (upper.microseconds - lower.microseconds) / Double(max(1, upper.rows - lower.rows))
    return max(0, lower.microseconds + slope * Double(rows - lower.rows))
  }
}
