import Learning
import Testing

/// An optimizer with a penalty that has a meaning for it.
struct PenalizedOptimizer: CustomTestStringConvertible, Sendable {
  let optimizer: Optimizer
  let shape: Penalty.Shape
  let method: Penalty.Method

  var testDescription: String { "\(optimizer) \(shape) \(method)" }

  func penalty(_ strength: Double, mix: Double = 0.4, hierarchy: Double = 0.7) -> Penalty {
    Penalty(
      strength: strength, shape: shape, method: method, mix: mix, hierarchy: hierarchy)
  }

  /// All that users can ask for, and zeros that stay.
  static let all = Optimizer.allCases.flatMap { optimizer in
    Penalty.Shape.allCases.flatMap { shape in
      Penalty.Method.allCases.filter { isMeant(optimizer, shape, $0) }.map {
        PenalizedOptimizer(optimizer: optimizer, shape: shape, method: $0)
      }
    }
  }

  /// Those with a strength.
  static let penalized = all.filter { $0.method != .frozenZeros }

  /// Those that make exact zeros.
  static let proximal = penalized.filter { $0.method != .subgradient }

  private static func isMeant(
    _ optimizer: Optimizer, _ shape: Penalty.Shape, _ method: Penalty.Method
  ) -> Bool {
    guard shape == .l1 else {
      return optimizer != .ftrl && (method == .proximal || method == .proximalDecoupled)
    }
    return switch method {
    case .proximal, .frozenZeros: true
    case .subgradient, .proximalDecoupled: optimizer != .ftrl
    case .cumulative: !optimizer.hasMetric
    }
  }
}
