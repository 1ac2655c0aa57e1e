/// A NaN or an infinity appeared: the run stops at this step (rule 12).
public struct Divergence: Error, Equatable, Sendable, BitwiseCopyable {
  /// Counted from 0 over the whole run.
  public let step: Int
  /// The first layer, counted from 0, with such a weight; nil if it was the loss.
  public let layer: Int?

  public init(step: Int, layer: Int?) {
    self.step = step
    self.layer = layer
  }
}
