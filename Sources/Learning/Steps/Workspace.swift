public import Arithmetic

/// A worker's memory for the rows it computes at a time: what flows forward, and back.
public final class Workspace: Sendable {
  /// One layer's share.
  struct Layer: BitwiseCopyable {
    /// `[capacity, inputs + 1]`: what enters the layer; the last column is the bias's 1.
    let input: RowMatrix
    /// `[capacity, outputs]`: logits, and on the way back ∂loss/∂logit. Of hidden layers only the
    /// latter, since their logits are written where the activation reads them.
    let residual: RowMatrix
    /// `[capacity, outputs]`: what the activation's derivative is computed from; the next layer's
    /// input unless dropout or the activation need it apart.
    let source: RowMatrix
    /// `[capacity, outputs]`: 0 or the scale of dropout; empty without dropout.
    let mask: RowMatrix
  }

  public let layout: ParameterLayout
  /// Rows at a time.
  public let capacity: Int
  let dropout: Dropout?

  private let layerBuffer: Buffer<Layer>
  private let memory: Buffer<Float>
  private let targetBuffer: Buffer<Float>
  private let lossBuffer: Buffer<Float>
  private let scratchBuffer: Buffer<Float>
  private let workingBuffer: Buffer<Float>
  private let blockBuffer: Buffer<Float>
  private let prefetchBuffer: Buffer<RowPrefetch.State>
  private let singleBuffer: Buffer<SubtreeSum>

  var layers: View<Layer> { layerBuffer.view }
  var targets: View<Float> { targetBuffer.view }
  var scratch: View<Float> { scratchBuffer.view }
  var working: View<Float> { workingBuffer.view }
  /// Outputs of as many rows as a vector has lanes.
  var block: View<Float> { blockBuffer.view }
  /// Of the worker's one prefetch.
  var prefetchState: View<RowPrefetch.State> { prefetchBuffer.view }
  /// Room for one subtree.
  var single: View<SubtreeSum> { singleBuffer.view }

  /// The losses of the rows of the last pass.
  public var losses: View<Float> { lossBuffer.view }

  /// - Parameter dropout: nil for evaluation.
  public init(_ layout: ParameterLayout, capacity: Int, dropout: Dropout?) {
    self.layout = layout
    self.capacity = capacity
    self.dropout = dropout
    let network = layout.network
    let isApart = network.activation.differentiatesInput || dropout != nil
    let shapes = network.layerShapes
    var counts: [Int] = []
    for layer in 0..<network.layers {
      let outputPitch = RowMatrix.pitch(columns: network.widths[layer + 1])
      let isHidden = layer < network.layers - 1
      counts += [
        capacity * RowMatrix.pitch(columns: shapes[layer].inputs + 1), capacity * outputPitch,
        isHidden && isApart ? capacity * outputPitch : 0,
        isHidden && dropout != nil ? capacity * outputPitch : 0,
      ]
    }
    let memory = Buffer<Float>(repeating: 0, count: counts.reduce(0, +))
    var offset = 0
    let views = counts.map { count in
      defer { offset += count }
      return memory.view[offset..<offset + count]
    }
    func matrix(_ layer: Int, _ part: Int, width: Int) -> RowMatrix {
      let view = views[4 * layer + part]
      return RowMatrix(
        view, rows: view.count == 0 ? 0 : capacity, pitch: RowMatrix.pitch(columns: width))
    }
    let layers = (0..<network.layers).map { layer in
      let (inputs, outputs) = shapes[layer]
      let isHidden = layer < network.layers - 1
      let input = matrix(layer, 0, width: inputs + 1)
      for row in 0..<capacity { input.row(row)[inputs] = 1 }
      return Layer(
        input: input, residual: matrix(layer, 1, width: outputs),
        source: isHidden && !isApart
          ? matrix(layer + 1, 0, width: shapes[layer + 1].inputs + 1)
          : matrix(layer, 2, width: outputs),
        mask: matrix(layer, 3, width: outputs))
    }
    self.memory = memory
    layerBuffer = Buffer(copying: layers)
    let paddedRows = Vector.padded(capacity)
    targetBuffer = Buffer(repeating: 0, count: paddedRows)
    lossBuffer = Buffer(repeating: 0, count: paddedRows)
    scratchBuffer = Buffer(repeating: 0, count: paddedRows)
    workingBuffer = Buffer(
      repeating: 0,
      count: GradientProduct.workingCount(
        rows: capacity, panelRows: (shapes.map { $0.inputs }.max() ?? 0) + 1))
    blockBuffer = Buffer(
      repeating: 0, count: Vector.padded(network.outputs) * Vector.scalarCount)
    prefetchBuffer = Buffer(repeating: RowPrefetch.State(), count: 1)
    singleBuffer = Buffer(repeating: SubtreeSum(shards: 0..<0, sum: memory.view), count: 1)
  }

  /// Bytes that a row takes.
  public static func bytesPerRow(_ network: Network) -> Int {
    (network.layerShapes.map { $0.inputs } + [network.outputs])
      .reduce(0) { $0 + 4 * RowMatrix.pitch(columns: $1 + 1) } * 2
  }
}
