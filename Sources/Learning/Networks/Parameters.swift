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

  /// Memory that nothing was written to. Values and transposed copy must be set to zero before
  /// anything else, each part by a thread that it is to lie near.
  public init(untouched layout: ParameterLayout) {
    self.layout = layout
    valueBuffer = Buffer(untouched: layout.count)
    transposedBuffer = Buffer(untouched: layout.transposedCount)
  }

  /// The parameters in network order.
  public var networkOrder: [Float] { layout.networkOrder(values) }

  public func load(networkOrder: [Float]) {
    layout.store(networkOrder: networkOrder, to: values)
    transposeAll()
  }

  /// Copies values and transposed copy of a network of the same layout.
  public func copy(from source: Parameters) {
    values.copy(from: source.values)
    transposed.copy(from: source.transposed)
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
    for index in layout.segments.indices {
      let segment = layout.segments[index]
      transpose(segment, range: segment.range)
    }
  }

  /// Copies the weights of `range`, whole blocks of `segment`, to their transposed places.
  ///
  /// - Parameter range: begins and ends at block boundaries of the layout.
  func transpose(_ segment: ParameterSegment, range: Range<Int>) {
    guard segment.isTransposed else { return }

    let shape = layout.layers[segment.layer]
    let target = transposed[shape.transposedParameters]
    let lanes = Vector.scalarCount
    let firstColumn = segment.panel * PanelShape.panelWidth
    let columns = min(segment.rowWidth, shape.outputs - firstColumn)
    var row = (range.lowerBound - segment.range.lowerBound) / segment.rowWidth
    var start = range.lowerBound
    while start < range.upperBound {
      let rows = min(lanes, (range.upperBound - start) / segment.rowWidth)
      // What is a row of the weights is a column of the transposed panels.
      let panel = row / PanelShape.panelWidth
      let stride = shape.transposed.width(ofPanel: panel)
      let place = shape.transposed.offset(ofPanel: panel) + row - panel * PanelShape.panelWidth
      var column = 0
      while column < columns {
        BlockTransposition.copy(
          values[start + column..<values.count], sourceStride: segment.rowWidth, rows: rows,
          into: target[place + (firstColumn + column) * stride..<target.count],
          targetStride: stride, columns: min(lanes, columns - column))
        column += lanes
      }
      row += rows
      start += rows * segment.rowWidth
    }
  }
}
