import Arithmetic
import Learning

extension EvaluationSums {
  /// Adds the sums of blocks along the reduction tree.
  static func combine(_ blocks: View<EvaluationSums>) -> EvaluationSums {
    guard blocks.count > 0 else { return EvaluationSums() }
    guard blocks.count > 1 else { return blocks[0] }
    let left = ReductionTree.leftLeaves(of: blocks.count)
    let (a, b) = (combine(blocks[0..<left]), combine(blocks[left..<blocks.count]))
    var sum = EvaluationSums()
    sum.loss = a.loss + b.loss
    sum.correct = a.correct + b.correct
    sum.squaredError = a.squaredError + b.squaredError
    return sum
  }
}
