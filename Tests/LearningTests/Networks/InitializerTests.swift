import Arithmetic
import Learning
import Testing

@Suite struct InitializerTests {
  static let network = Network(
    inputs: 61, hidden: [70, 33], outputs: 19, activation: .relu, loss: .crossEntropy)

  static func limit(_ initializer: Initializer, _ inputs: Int, _ outputs: Int) -> Double {
    switch initializer {
    case .glorot: (6 / Double(inputs + outputs)).squareRoot()
    case .he: (6 / Double(inputs)).squareRoot()
    }
  }

  /// Weights layer by layer, and all biases.
  static func initialized(_ initializer: Initializer, seed: UInt64)
    -> (weights: [[Float]], biases: [Float])
  {
    let parameters = Parameters(ParameterLayout(network))
    parameters.initialize(initializer, seed: seed)
    var rest = parameters.networkOrder[...]
    var (weights, biases): ([[Float]], [Float]) = ([], [])
    for (inputs, outputs) in zip(network.widths, network.widths.dropFirst()) {
      weights.append(Array(rest.prefix(inputs * outputs)))
      rest = rest.dropFirst(inputs * outputs)
      biases += rest.prefix(outputs)
      rest = rest.dropFirst(outputs)
    }
    return (weights, biases)
  }

  @Test(arguments: Initializer.allCases)
  func `weights are uniform up to the limit and biases zero`(initializer: Initializer) {
    let (weights, biases) = Self.initialized(initializer, seed: 17)
    #expect(biases.allSatisfy { $0.bitPattern == 0 })
    let widths = Self.network.widths
    for (layer, values) in weights.enumerated() {
      let limit = Self.limit(initializer, widths[layer], widths[layer + 1])
      let count = Double(values.count)
      #expect(values.allSatisfy { abs(Double($0)) <= limit * (1 + 1e-7) })
      #expect(Double(values.map(\.magnitude).max() ?? 0) > 0.98 * limit)
      // Mean 0 and variance limit²/3, to five standard deviations of each.
      let mean = values.reduce(0.0) { $0 + Double($1) } / count
      #expect(abs(mean) <= 5 * limit / (3 * count).squareRoot())
      let variance = values.reduce(0.0) { $0 + Double($1) * Double($1) } / count
      let spread = limit * limit * (4.0 / 45 / count).squareRoot()
      #expect(abs(variance - limit * limit / 3) <= 5 * spread)
    }
  }

  @Test(arguments: Initializer.allCases)
  func `a weight is a function of seed, layer and place alone`(initializer: Initializer) {
    let (weights, _) = Self.initialized(initializer, seed: 17)
    let widths = Self.network.widths
    for (layer, values) in weights.enumerated() {
      let limit = Float(Self.limit(initializer, widths[layer], widths[layer + 1]))
      let stream = RandomStream(seed: 17, purpose: .initialization, major: UInt64(layer))
      let expected = values.indices.map {
        (2 * stream.uniform(element: UInt64($0)) - 1) * limit
      }
      #expect(values.map(\.bitPattern) == expected.map(\.bitPattern))
    }
    #expect(Self.initialized(initializer, seed: 18).weights != weights)
  }
}
