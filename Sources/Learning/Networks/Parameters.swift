public import Arithmetic

/// A network's weights and biases, and the transposed copy that the backward pass reads.
public final class Parameters: Sendable {
  public let layout: ParameterLayout
  private let valueBuffer: Buffer<Float>
  private let transposedBuffer: Buffer<Float>

  public var values: View<Float> { valueBuffer.view }
  public var transposed: View<Float> { transposedBuffer.view }

  /// All zeros.
  public init(_ layout: ParameterLayout) {
    self.layout = layout
    valueBuffer = Buffer(repeating: 0, count: layout.count)
    transposedBuffer = Buffer(repeating: 0, count: layout.transposedCount)
  }

  /// The parameters in network order.
  public var networkOrder: [Float] { layout.networkOrder(values) }

  public func load(networkOrder: [Float]) {
    layout.store(networkOrder: networkOrder, to: values)
    transposeAll()
  }

  /// Weights (2u − 1) · limit, u the uniform number of (seed, initialization, layer, index in
  /// `[inputs, outputs]`); biases zero.
  public func initialize(_ initializer: Initializer, seed: UInt64) {
    for layer in layout.layers.indices {
      let shape = layout.layers[layer]
      let limit = initializer.limit(inputs: shape.inputs, outputs: shape.outputs)
      let stream = RandomStream(seed: seed, purpose: .initialization, major: UInt64(layer))
      for row in 0..<shape.inputs {
        for column in 0..<shape.outputs {
          let uniform = stream.uniform(element: UInt64(row * shape.outputs + column))
          values[shape.offset + shape.panels.offset(row: row, column: column)] =
            (2 * uniform - 1) * limit
        }
      }
    }
    transposeAll()
  }

  /// Makes the transposed copy agree with the values.
  public func transposeAll() {
    for segment in layout.segments.indices {
      transpose(layout.segments[segment], range: layout.segments[segment].range)
    }
  }

  /// Copies the weights of `range`, whole rows of `segment`, to their transposed places.
  public func transpose(_ segment: ParameterSegment, range: Range<Int>) {
    guard segment.layer > 0, !segment.isBias else { return }
    let shape = layout.layers[segment.layer]
    let firstColumn = segment.panel * PanelShape.panelWidth
    let firstRow = (range.lowerBound - segment.range.lowerBound) / segment.rowWidth
    let rows = range.count / segment.rowWidth
    for column in 0..<min(segment.rowWidth, shape.outputs - firstColumn) {
      for row in 0..<rows {
        transposed[
          shape.transposedOffset
            + shape.transposed.offset(row: firstColumn + column, column: firstRow + row)] =
          values[range.lowerBound + row * segment.rowWidth + column]
      }
    }
  }
}
