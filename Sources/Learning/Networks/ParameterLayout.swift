public import Arithmetic

/// The order of a network's parameters in memory, and the way to and from network order.
///
/// Network order is what leaves the program (digest, files): per layer the weights
/// `[inputs, outputs]`, row-major, then the biases, without padding. Memory holds panels (see
/// `PanelShape`), whose padding stays zero.
public final class ParameterLayout: Sendable {
  public let network: Network

  /// Elements of a parameter, gradient or optimizer state array.
  public let count: Int

  /// Elements of the transposed weights.
  public let transposedCount: Int

  private let layerBuffer: Buffer<LayerShape>
  private let segmentBuffer: Buffer<ParameterSegment>

  public var layers: View<LayerShape> { layerBuffer.view }

  /// All parameters in ascending order, each once.
  public var segments: View<ParameterSegment> { segmentBuffer.view }

  public init(_ network: Network) {
    self.network = network
    var shapes: [LayerShape] = []
    var segments: [ParameterSegment] = []
    var offset = 0
    var transposedOffset = 0
    for (layer, (inputs, outputs)) in network.layerShapes.enumerated() {
      let below = network.widths[layer]
      let panels = PanelShape(rows: inputs + 1, columns: outputs)
      let transposed = PanelShape(rows: layer == 0 ? 0 : outputs, columns: layer == 0 ? 0 : below)
      shapes.append(
        LayerShape(
          inputs: inputs, outputs: outputs, skipInputs: inputs - below, panels: panels,
          offset: offset,
          transposed: transposed, transposedOffset: transposedOffset))
      for panel in 0..<panels.panels {
        let width = panels.width(ofPanel: panel)
        let first = offset + panels.offset(ofPanel: panel)
        let skip = first + below * width
        let bias = first + inputs * width
        let parts: [(ParameterSegment.Role, Range<Int>)] = [
          (.weights, first..<skip), (.skipWeights, skip..<bias), (.biases, bias..<bias + width),
        ]
        for (role, range) in parts where !range.isEmpty {
          segments.append(
            ParameterSegment(
              layer: layer, panel: panel, role: role, rowWidth: width, range: range))
        }
      }
      offset += panels.count
      transposedOffset += transposed.count
    }
    count = offset
    transposedCount = transposedOffset
    layerBuffer = Buffer(copying: shapes)
    segmentBuffer = Buffer(copying: segments)
  }

  /// Calls `body` with the memory offset of every parameter, in network order.
  public func forEachInNetworkOrder(_ body: (_ offset: Int, _ isBias: Bool) -> Void) {
    for layer in layers.indices {
      let shape = layers[layer]
      for row in 0...shape.inputs {
        for column in 0..<shape.outputs {
          body(shape.offset + shape.panels.offset(row: row, column: column), row == shape.inputs)
        }
      }
    }
  }

  /// Calls `body` with the parameters of a range of network order, in runs that lie side by side in
  /// memory: the memory offset of each run's first parameter, and how many there are.
  ///
  /// - Parameter range: within the network's parameters.
  public func forEachRun(
    inNetworkOrder range: Range<Int>, _ body: (_ offset: Int, _ count: Int) -> Void
  ) {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= network.parameters,
      "ParameterLayout: no such parameters")
    var base = 0
    for layer in layers.indices {
      let shape = layers[layer]
      // The biases are a last row.
      let end = base + (shape.inputs + 1) * shape.outputs
      var next = max(base, range.lowerBound)
      while next < min(end, range.upperBound) {
        let (row, column) = ((next - base) / shape.outputs, (next - base) % shape.outputs)
        let panelEnd = (column / PanelShape.panelWidth + 1) * PanelShape.panelWidth
        let count = min(min(panelEnd, shape.outputs) - column, range.upperBound - next)
        body(shape.offset + shape.panels.offset(row: row, column: column), count)
        next += count
      }
      base = end
    }
  }

  /// A range of the parameters of `memory` in network order.
  public func networkOrder(_ memory: View<Float>, range: Range<Int>) -> [Float] {
    var values: [Float] = []
    values.reserveCapacity(range.count)
    forEachRun(inNetworkOrder: range) { offset, count in
      memory[offset..<offset + count].append(to: &values)
    }
    return values
  }

  /// The parameters of `memory` in network order.
  public func networkOrder(_ memory: View<Float>) -> [Float] {
    networkOrder(memory, range: 0..<network.parameters)
  }

  /// Writes parameters in network order to `memory`; padding is left alone.
  public func store(networkOrder values: [Float], to memory: View<Float>) {
    precondition(values.count == network.parameters, "ParameterLayout: wrong number of parameters")
    var next = 0
    forEachRun(inNetworkOrder: 0..<values.count) { offset, count in
      for index in offset..<offset + count {
        memory[index] = values[next]
        next += 1
      }
    }
  }

  /// Moves a cut between elements to the nearest block at or below it: as many rows of a panel as a
  /// vector has lanes, which are transposed together.
  public func blockBoundary(atOrBelow offset: Int) -> Int {
    for index in segments.indices where segments[index].range.contains(offset) {
      let (first, block) = (segments[index].range.lowerBound, segments[index].blockCount)
      return first + (offset - first) / block * block
    }
    return count
  }
}
