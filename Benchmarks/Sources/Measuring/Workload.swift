public import Learning

/// A network and a minibatch that steps and products are measured on: those of `peers/`.
public struct Workload: Sendable {
  public let name: String
  /// Inputs, hidden widths, outputs.
  public let widths: [Int]
  /// Rows of a minibatch.
  public let batch: Int
  public let activation: Activation

  public init(name: String, widths: [Int], batch: Int, activation: Activation) {
    self.name = name
    self.widths = widths
    self.batch = batch
    self.activation = activation
  }

  public static let all = [
    Workload(name: "seed", widths: [10, 8, 4], batch: 1, activation: .tanh),
    Workload(name: "tab", widths: [54, 128, 64, 7], batch: 256, activation: .relu),
    Workload(name: "mnist", widths: [784, 256, 128, 10], batch: 256, activation: .relu),
    Workload(name: "wide", widths: [784, 1024, 1024, 10], batch: 1024, activation: .relu),
  ]

  /// Those whose products are large enough to be compared with the peak.
  public static var large: [Workload] { all.filter { $0.batch > 1 } }

  public var network: Network {
    Network(
      inputs: widths[0], hidden: Array(widths[1..<widths.count - 1]),
      outputs: widths[widths.count - 1], activation: activation, loss: .crossEntropy)
  }

  /// Inputs and outputs of each layer.
  public var layers: [(inputs: Int, outputs: Int)] {
    zip(widths, widths.dropFirst()).map { ($0, $1) }
  }

  /// Rows of made data: twenty minibatches, within reason.
  public var rows: Int { max(200, min(20_480, batch * 20)) }

  /// (6·Σ inᵢ·outᵢ − 2·in₁·out₁) per row: the products of a step, nothing else.
  public var operationsPerStep: Int {
    batch * (6 * layers.reduce(0) { $0 + $1.inputs * $1.outputs } - 2 * widths[0] * widths[1])
  }
}
