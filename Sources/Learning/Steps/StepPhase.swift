/// What a worker does in a step, in the order in which it does it.
public enum StepPhase: Int, CaseIterable, Sendable, BitwiseCopyable {
  /// Copying the minibatch's rows out of the data.
  case gather
  /// Products, activations and losses.
  case forward
  /// Residuals of the layers below.
  case backward
  /// Gradients of weights and biases, folded along the tree.
  case weightGradient
  /// Waiting for the other workers, twice a step.
  case barrierWait
  /// Finishing the tree, penalty, optimizer, publishing the weights.
  case update
}
