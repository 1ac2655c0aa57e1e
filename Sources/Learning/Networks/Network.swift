/// A fully connected network: widths, what its hidden layers apply, and what it is trained for.
public struct Network: Equatable, Sendable {
  public let inputs: Int
  public let hidden: [Int]
  public let outputs: Int
  public let activation: Activation
  public let loss: Loss
  /// Whether the last layer also reads the inputs, past the hidden layers: behind its rows for the
  /// last hidden units, its weights have a row for each input (the skip connection of Lemhadri et
  /// al. 2021).
  public let hasSkip: Bool

  /// - Parameters:
  ///   - hidden: widths of the hidden layers; empty for a linear model.
  ///   - outputs: 1 for regression and two classes, K for K > 2 classes.
  ///   - hasSkip: only with a hidden layer: without one it would be the layer that is there.
  public init(
    inputs: Int, hidden: [Int], outputs: Int, activation: Activation, loss: Loss,
    hasSkip: Bool = false
  ) {
    precondition(inputs > 0 && outputs > 0 && hidden.allSatisfy { $0 > 0 }, "Network: empty layer")
    precondition(loss.hasOutputPerClass || outputs == 1, "Network: this loss has one output")
    precondition(!hasSkip || !hidden.isEmpty, "Network: nothing to skip")
    self.inputs = inputs
    self.hidden = hidden
    self.outputs = outputs
    self.activation = activation
    self.loss = loss
    self.hasSkip = hasSkip
  }

  /// Inputs, hidden widths, outputs.
  public var widths: [Int] { [inputs] + hidden + [outputs] }

  public var layers: Int { hidden.count + 1 }

  /// What each layer reads and writes: rows and columns of its weights.
  public var layerShapes: [(inputs: Int, outputs: Int)] {
    let widths = widths
    return (0..<layers).map { layer in
      (
        widths[layer] + (hasSkip && layer == layers - 1 ? inputs : 0), widths[layer + 1]
      )
    }
  }

  /// Weights without biases.
  public var weights: Int { layerShapes.reduce(0) { $0 + $1.inputs * $1.outputs } }

  /// Weights and biases.
  public var parameters: Int { weights + widths.dropFirst().reduce(0, +) }
}
