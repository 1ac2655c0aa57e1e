/// Why training ended without a result.
public enum TrainingError: Error, Equatable, Sendable {
  /// A NaN or an infinity appeared. Step, epoch and layer are counted from 1; no layer: the loss; no
  /// rate: a full-batch solver, which has none.
  case diverged(step: Int, epoch: Int, layer: Int?, rate: Double?)
  /// A worker's processor flushes subnormals or does not round to nearest even.
  case roundingChanged(worker: Int)
  /// A state does not belong to the network or configuration it is to be resumed with.
  case foreignState(String)
}

extension TrainingError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .diverged(let step, let epoch, let layer, let rate):
      "training diverged at step \(step) (epoch \(epoch)): "
        + (layer.map { "a weight of layer \($0) is" } ?? "the loss is")
        + " not a finite number; try "
        + (rate.map { "a rate below \($0), or " } ?? "") + "--scaling standard"
    case .roundingChanged(let worker):
      "worker \(worker) flushes subnormals to zero or does not round to nearest even; "
        + "some library changed the processor's floating-point mode"
    case .foreignState(let what):
      "the state to resume from belongs to another run: \(what)"
    }
  }
}
