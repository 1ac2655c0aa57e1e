/// What one worker needs for the rows of a step when it is alone: gather, forward, backward and weight
/// gradients, and all that a step costs however few its rows are.
public struct ComputingCost: Codable, Equatable, Sendable {
  public var rows: Int
  public var microseconds: Double

  public init(rows: Int, microseconds: Double) {
    self.rows = rows
    self.microseconds = microseconds
  }
}
