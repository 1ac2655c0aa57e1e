/// A fully connected network: widths, what its hidden layers apply, and what it is trained for.
public struct Network: Equatable, Sendable {
  public let inputs: Int
  public let hidden: [Int]
  public let outputs: Int
  public let activation: Activation
  public let loss: Loss

  /// - Parameters:
  ///   - hidden: widths of the hidden layers; empty for a linear model.
  ///   - outputs: 1 for regression and two classes, K for K > 2 classes.
  public init(inputs: Int, hidden: [Int], outputs: Int, activation: Activation, loss: Loss) {
    precondition(inputs > 0 && outputs > 0 && hidden.allSatisfy { $0 > 0 }, "Network: empty layer")
    precondition(loss.hasOutputPerClass || outputs == 1, "Network: this loss has one output")
    self.inputs = inputs
    self.hidden = hidden
    self.outputs = outputs
    self.activation = activation
    self.loss = loss
  }

  /// Inputs, hidden widths, outputs.
  public var widths: [Int] { [inputs] + hidden + [outputs] }

  public var layers: Int { hidden.count + 1 }

  /// Weights without biases.
  public var weights: Int { zip(widths, widths.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 } }

  /// Weights and biases.
  public var parameters: Int { weights + widths.dropFirst().reduce(0, +) }
}
