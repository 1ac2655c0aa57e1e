import Arithmetic
import Foundation
import Learning

/// The same networks in binary64 on arrays, by the textbook and libm: the oracle of this module.
struct ReferenceNetwork {
  let network: Network
  /// Network order.
  var parameters: [Double]

  func loss(input: [Double], target: Double, masks: [[Double]]? = nil) -> Double {
    let outputs = forward(input, masks: masks)
    switch network.loss {
    case .crossEntropy:
      let largest = outputs.max() ?? 0
      let sum = outputs.reduce(0) { $0 + exp($1 - largest) }
      return log(sum) - (outputs[Int(target)] - largest)
    case .logistic: return log(1 + exp(outputs[0])) - target * outputs[0]
    case .squared: return (outputs[0] - target) * (outputs[0] - target) / 2
    case .huber:
      let d = abs(outputs[0] - target)
      return d <= 1 ? d * d / 2 : d - 0.5
    case .articleSquared:
      return zip(outputs.indices, softmax(outputs)).reduce(0) {
        let error = ($1.0 == Int(target) ? 1 : 0) - $1.1
        return $0 + error * error
      }
    }
  }

  func softmax(_ logits: [Double]) -> [Double] {
    let largest = logits.max() ?? 0
    let powers = logits.map { exp($0 - largest) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }

  func forward(_ input: [Double], masks: [[Double]]? = nil) -> [Double] {
    var values = input
    var offset = 0
    for layer in 0..<network.layers {
      if isSkipped(layer) { values += input }
      let (inputs, outputs) = (values.count, network.widths[layer + 1])
      var sums = (0..<outputs).map { parameters[offset + inputs * outputs + $0] }
      for i in 0..<inputs {
        for o in 0..<outputs { sums[o] += values[i] * parameters[offset + i * outputs + o] }
      }
      offset += (inputs + 1) * outputs
      if layer < network.hidden.count {
        values = sums.map(activate)
        if let masks { values = zip(values, masks[layer]).map(*) }
      } else {
        values = sums
      }
    }
    return values
  }

  /// Whether the network's inputs follow the last hidden units into `layer`.
  func isSkipped(_ layer: Int) -> Bool { network.hasSkip && layer == network.hidden.count }

  func activate(_ x: Double) -> Double {
    switch network.activation {
    case .relu: max(x, 0)
    case .tanh: tanh(x)
    case .sigmoid: 1 / (1 + exp(-x))
    case .leakyRelu: x > 0 ? x : x / 100
    case .gelu: x / 2 * (1 + erf(x / 2.0.squareRoot()))
    case .identity: x
    }
  }
}

extension SmallProblem {
  func input(_ row: Int) -> [Double] {
    (0..<network.inputs).map { Double(inputs.view[row * pitch + $0]) }
  }

  /// The gradient of the sum of the losses of `rows` by central differences of the oracle.
  func differences(_ parameters: [Double], rows: Range<Int>) -> [Double] {
    var reference = ReferenceNetwork(network: network, parameters: parameters)
    func total() -> Double {
      rows.reduce(0) { $0 + reference.loss(input: input($1), target: Double(targets.view[$1])) }
    }
    let h = 1e-5
    return parameters.indices.map { index in
      let value = parameters[index]
      reference.parameters[index] = value + h
      let above = total()
      reference.parameters[index] = value - h
      let below = total()
      reference.parameters[index] = value
      return (above - below) / (2 * h)
    }
  }
}
