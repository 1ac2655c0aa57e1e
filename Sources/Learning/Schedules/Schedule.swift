import Arithmetic

/// The learning rate as a function of the step, in binary64.
public struct Schedule: BitwiseCopyable, Equatable, Sendable {
  public enum Shape: String, BitwiseCopyable, CaseIterable, Sendable {
    case constant
    /// A tenth after half of the steps, a hundredth after three quarters.
    case step
    /// Half a cosine from the rate down to zero (Loshchilov, Hutter 2017, without restarts).
    case cosine
  }

  public let shape: Shape
  /// The rate η that the shape scales.
  public let rate: Double
  /// Steps during which the rate rises linearly to what the shape gives: (t+1)/warmup at step t.
  public let warmupSteps: Int
  /// Steps of the whole run.
  public let steps: Int

  public init(shape: Shape, rate: Double, warmupSteps: Int, steps: Int) {
    self.shape = shape
    self.rate = rate
    self.warmupSteps = warmupSteps
    self.steps = steps
  }

  /// - Parameter step: counted from 0.
  public func rate(atStep step: Int) -> Double {
    var scaled = rate
    switch shape {
    case .constant: break
    case .step:
      if 4 * step >= 3 * steps {
        scaled = rate * 0.01
      } else if 2 * step >= steps {
        scaled = rate * 0.1
      }
    case .cosine:
      let done = max(0, step - warmupSteps)
      let span = max(1, steps - warmupSteps)
      scaled = rate * (0.5 * (1 + ElementFunction.cosPi(Double(done) / Double(span))))
    }
    if step < warmupSteps { scaled = scaled * (Double(step + 1) / Double(warmupSteps)) }
    return scaled
  }
}
