/// The first step after which two runs are not at the same state.
public struct StepDifference: Equatable, Sendable {
  /// Counted from 1 since the start of the run; iterations of a full-batch solver.
  public let step: Int
  /// Counted from 1.
  public let epoch: Int
  public let shards: Shards
  public let parameter: ParameterDifference

  /// What is known of the gradients of the step's shards.
  public enum Shards: Equatable, Sendable {
    case different(Shard)
    /// All shards have the same gradient; what is made of it differs.
    case same
    /// Not compared: why.
    case leftOut(String)
  }

  /// The first shard whose gradient differs.
  public struct Shard: Equatable, Sendable {
    /// Counted from 1.
    public let index: Int
    /// Of the step.
    public let count: Int
    /// Rows of the data file in it, counted from 1 below the header, in the order of the minibatch.
    public let rows: [Int]
    /// The second run's, in its file.
    public let otherRows: [Int]
    /// Those of `rows` in whose place the second run has other numbers.
    public let differentRows: [Int]
  }
}
