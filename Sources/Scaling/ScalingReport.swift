public import Learning
import Training

/// What a scaling study found: one row per worker count, and the laws fitted to them.
public struct ScalingReport: Codable, Equatable, Sendable {
  public var mode: ScalingMode
  /// What was trained: a file, an example, or made rows.
  public var data: String
  /// Inputs, hidden widths, outputs.
  public var widths: [Int]
  public var activation: Activation
  public var loss: Loss
  public var rowsPerShard: Int
  /// How often each worker count was measured; counts took turns.
  public var rounds: Int
  public var instructionSet: String
  /// In ascending order of workers.
  public var rows: [ScalingRow]
  /// The fit to the rows' throughput; nil for fewer than three worker counts.
  public var law: UniversalScalabilityLaw?
  /// Whether all rows ended with the same bits; nil for weak scaling, whose rows train on
  /// minibatches of different sizes.
  public var digestsAgree: Bool?
  /// Why the figures are not to be trusted, a sentence each; empty on a quiet machine.
  public var noise: [String]

  public init(
    mode: ScalingMode, data: String, widths: [Int], activation: Activation, loss: Loss,
    rowsPerShard: Int, rounds: Int, instructionSet: String, rows: [ScalingRow],
    law: UniversalScalabilityLaw?, digestsAgree: Bool?, noise: [String]
  ) {
    self.mode = mode
    self.data = data
    self.widths = widths
    self.activation = activation
    self.loss = loss
    self.rowsPerShard = rowsPerShard
    self.rounds = rounds
    self.instructionSet = instructionSet
    self.rows = rows
    self.law = law
    self.digestsAgree = digestsAgree
    self.noise = noise
  }
}

/// What stays the same when workers are added.
public enum ScalingMode: String, Codable, Sendable {
  /// The minibatch: how much sooner is the same work done? (Amdahl 1967)
  case strong
  /// The rows of a minibatch per worker: how much more work is done in the same time?
  /// (Gustafson 1988)
  case weak
}
