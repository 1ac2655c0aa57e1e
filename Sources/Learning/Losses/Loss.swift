import Arithmetic

/// What a network is trained for, per row; the objective is its mean over rows (rule 6).
public enum Loss: String, CaseIterable, Sendable {
  /// Softmax over K outputs and −log of the target class's probability.
  case crossEntropy = "cross-entropy"
  /// One output z, the log odds of the last class: log(1 + eᶻ) − t·z with t 0 or 1.
  case logistic
  /// ½(ŷ − y)².
  case squared
  /// ½d² for |d| ≤ 1 and |d| − ½ beyond, d = ŷ − y in standardized units (Huber 1964).
  case huber
  /// Σ(oₖ − tₖ)² of softmax outputs, with residuals that leave out all but the diagonal of the
  /// softmax Jacobian: not this loss's gradient. What the seed article computes, for `demo` alone.
  case articleSquared = "article-squared"

  public var isClassification: Bool {
    switch self {
    case .crossEntropy, .logistic, .articleSquared: true
    case .squared, .huber: false
    }
  }

  /// Whether there is an output for each class.
  public var hasOutputPerClass: Bool { self == .crossEntropy || self == .articleSquared }

  /// The class that logits speak for: of the largest, the lower class of equals; nil for a number.
  @inline(__always)
  func decision(_ logits: View<Float>, outputs: Int) -> Int? {
    switch self {
    case .crossEntropy, .articleSquared:
      var best = 0
      for k in 1..<max(1, outputs) where logits[k] > logits[best] { best = k }
      return best
    case .logistic: return logits[0] > 0 ? 1 : 0
    case .squared, .huber: return nil
    }
  }
}
