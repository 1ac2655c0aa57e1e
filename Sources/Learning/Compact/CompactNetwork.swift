import Arithmetic

/// The living part of a network as a network of its own, for evaluation at its cost.
///
/// It gives what the whole network gives, to the bit but for the signs of zeros. A chain of fused
/// multiply-adds (rule 2) that leaves out terms x·(±0) with x finite differs at no link but in the
/// sign of a zero: adding ±0 leaves any other number, an infinity or a NaN as it is. A sign of a zero
/// changes no product or sum but zeros, and activations turn zeros into zeros (relu, identity,
/// leaky-relu, tanh, gelu) or, of either sign, into the same number (sigmoid). So in every layer all
/// values agree but for the signs of zeros, provided that
///
/// - all inputs of a row that are left out are finite, and
/// - all units that are left out are: neither overflows for inputs up to `largestInput`.
///
/// From logits on a zero's sign reaches nothing (softmax takes e^(z − max), sigmoid, softplus and
/// squares do not see it) but the prediction of a number, which is the logit itself. `Evaluator`
/// sends rows outside these terms through the whole network.
public final class CompactNetwork: Sendable {
  public let live: LivePart
  public let parameters: Parameters
  /// `live.inputs`.
  let columns: View<UInt32>
  /// Rows with larger inputs, infinities or NaN go through the whole network.
  let largestInput: Float
  /// Whether a logit of zero may have had another sign in the whole network, and that shows.
  let zerosAreDoubtful: Bool
  private let columnBuffer: Buffer<UInt32>

  /// The compact network where it pays.
  ///
  /// - Parameter rows: how many are to be evaluated; it decides what pays, and no bits.
  /// - Returns: nil where the whole network is about as fast.
  public convenience init?(_ parameters: Parameters, rows: Int) {
    // Finding the part takes as long as sending 100 to 150 rows through the network (784-256-128-10).
    guard rows >= Self.fewestRows else { return nil }
    let live = LivePart(of: parameters)
    // A number copied costs about as much as sixteen multiply-adds in vectors, one looked at as one.
    let cost = Self.cost(live.network) + 16 * live.inputs.count + live.whole.inputs
    guard 4 * cost < 3 * Self.cost(live.whole) else { return nil }
    self.init(live, of: parameters)
  }

  /// The compact network, whether it pays or not.
  ///
  /// - Parameters:
  ///   - live: the living part of `parameters`.
  /// - Returns: nil where weights are so large that units could overflow for any input.
  public init?(_ live: LivePart, of parameters: Parameters) {
    // Where all units live no sum is left out that could overflow on its own.
    guard
      let limit = live.allUnitsLive ? .greatestFiniteMagnitude : InputLimit.find(parameters)
    else { return nil }
    self.live = live
    self.parameters = Parameters(ParameterLayout(live.network))
    self.parameters.load(networkOrder: live.reduced(parameters.networkOrder))
    columnBuffer = Buffer(copying: live.inputs.map(UInt32.init))
    columns = columnBuffer.view
    largestInput = limit
    zerosAreDoubtful = !live.whole.loss.isClassification && !Self.isConstant(self.parameters)
  }

  private static let fewestRows = 512

  /// Multiply-adds of a row, padding counted.
  private static func cost(_ network: Network) -> Int {
    network.layerShapes.reduce(0) { $0 + $1.inputs * Vector.padded($1.outputs) }
  }

  /// Whether the output is its bias, and no zero that could have either sign: +0 plus any zeros is +0.
  private static func isConstant(_ parameters: Parameters) -> Bool {
    let shape = parameters.layout.layers[parameters.layout.layers.count - 1]
    let values = parameters.values[shape.parameters]
    let bias = values[shape.panels.offset(row: shape.inputs, column: 0)]
    return bias.sign == .plus
      && (0..<shape.inputs).allSatisfy { values[shape.panels.offset(row: $0, column: 0)] == 0 }
  }
}
