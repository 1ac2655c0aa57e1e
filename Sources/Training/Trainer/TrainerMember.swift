import Arithmetic
import Learning

/// What one worker brings to a run: memory for its rows, and its slice of the parameters.
struct TrainerMember: Sendable {
  let gradient: GradientMember
  let update: SliceUpdate
  /// The weights that it reads, and updates its part of.
  let parameters: Parameters
  let examples: Examples
  /// For validation rows; nil where there are none.
  let evaluation: Evaluation?
  /// Its part of what is recorded of the first copy of the weights: all members' parts together are all of it.
  let recorded: [Range<Int>]

  struct Evaluation: Sendable {
    let workspace: Workspace
    let examples: Examples
    /// Blocks of rows that it measures.
    let blocks: Range<Int>
  }
}
