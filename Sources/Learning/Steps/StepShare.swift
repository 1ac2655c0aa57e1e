public import Arithmetic

/// What one worker does in a step on a minibatch of a given size: views into its `StepPlan`, which
/// outlives it, so that a step counts no references.
public struct StepShare: BitwiseCopyable, Sendable {
  /// Rows of the minibatch.
  public let rows: Int
  /// Shards of the minibatch.
  public let shards: Int
  /// What this worker computes and publishes.
  public let subtrees: View<SubtreeSum>
  /// How everything published becomes the root.
  public let root: TreeRoot.Program
}
