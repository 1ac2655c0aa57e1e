import Foundation
import Learning

extension ReferenceNetwork {
  /// ∂loss/∂parameters for one row, in network order, by back-propagation (Rumelhart, Hinton,
  /// Williams 1986).
  func gradient(input: [Double], target: Double, masks: [[Double]]? = nil) -> [Double] {
    let widths = network.widths
    var entering = [input]
    var logits: [[Double]] = []
    var offsets = [0]
    for layer in 0..<network.layers {
      if isSkipped(layer) { entering[layer] += input }
      let (inputs, outputs) = (entering[layer].count, widths[layer + 1])
      let sums = (0..<outputs).map { o in
        (0..<inputs).reduce(parameters[offsets[layer] + inputs * outputs + o]) {
          $0 + entering[layer][$1] * parameters[offsets[layer] + $1 * outputs + o]
        }
      }
      logits.append(sums)
      offsets.append(offsets[layer] + (inputs + 1) * outputs)
      guard layer < network.hidden.count else { break }
      entering.append(zip(sums.indices, sums).map { activate($1) * (masks?[layer][$0] ?? 1) })
    }
    var gradient = [Double](repeating: 0, count: parameters.count)
    var residual = residual(logits: logits[network.layers - 1], target: target)
    for layer in (0..<network.layers).reversed() {
      let (inputs, outputs) = (entering[layer].count, widths[layer + 1])
      for o in 0..<outputs {
        for i in 0..<inputs {
          gradient[offsets[layer] + i * outputs + o] = entering[layer][i] * residual[o]
        }
        gradient[offsets[layer] + inputs * outputs + o] = residual[o]
      }
      guard layer > 0 else { break }
      residual = (0..<widths[layer]).map { i in
        let sum = (0..<outputs).reduce(0.0) {
          $0 + residual[$1] * parameters[offsets[layer] + i * outputs + $1]
        }
        return sum * (masks?[layer - 1][i] ?? 1) * derivative(logits[layer - 1][i])
      }
    }
    return gradient
  }

  /// ∂loss/∂logit; of the article's squared error what the article takes for it.
  func residual(logits: [Double], target: Double) -> [Double] {
    switch network.loss {
    case .crossEntropy:
      softmax(logits).enumerated().map { $1 - ($0 == Int(target) ? 1 : 0) }
    case .logistic: [1 / (1 + exp(-logits[0])) - target]
    case .squared: [logits[0] - target]
    case .huber: [max(-1, min(1, logits[0] - target))]
    case .articleSquared:
      softmax(logits).enumerated().map { k, o in
        -(((k == Int(target) ? 1 : 0) - o) * o) * (1 - o)
      }
    }
  }

  /// f′ of the hidden layers' activation.
  func derivative(_ x: Double) -> Double {
    switch network.activation {
    case .relu: x > 0 ? 1 : 0
    case .leakyRelu: x > 0 ? 1 : 0.01
    case .tanh: 1 / (cosh(x) * cosh(x))
    case .sigmoid: 1 / ((1 + exp(-x)) * (1 + exp(x)))
    case .gelu:
      (1 + erf(x / 2.0.squareRoot())) / 2 + x * exp(-x * x / 2) / (2 * Double.pi).squareRoot()
    case .identity: 1
    }
  }
}
