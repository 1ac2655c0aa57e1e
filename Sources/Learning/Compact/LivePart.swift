import Arithmetic

/// The inputs and hidden units of a network that can reach an output.
///
/// A unit lives if one of its weights to a living unit of the next layer, or to an output, is other
/// than ±0; an input lives if one of its weights in the first layer or in the skip connection is.
/// What is dead can be left out: `CompactNetwork` says what that does to the bits. At least one
/// input and one unit of each layer are kept, since a network has no empty layer.
public struct LivePart: Equatable, Sendable {
  /// The network that this is a part of.
  public let whole: Network
  /// Inputs that are kept, ascending.
  public let inputs: [Int]
  /// Units that are kept of each hidden layer, ascending.
  public let units: [[Int]]
  /// Inputs that live, ascending: those that are kept, or none.
  public let livingInputs: [Int]
  /// How many hidden units live.
  public let livingUnits: Int
  /// Whether all hidden units live. (One that is kept since its layer would be empty does not.)
  public let allUnitsLive: Bool

  /// - Complexity: reads each weight once.
  public init(of parameters: Parameters) {
    let layout = parameters.layout
    let network = layout.network
    let last = network.layers - 1
    var units = network.hidden.map { _ in [Int]() }
    var (allUnitsLive, livingUnits) = (true, 0)
    var skipRows: [Bool] = []
    var columns = Buffer<Float>(repeating: 1, count: layout.layers[last].panels.paddedColumns)
    for layer in stride(from: last, to: 0, by: -1) {
      let shape = layout.layers[layer]
      let rows = Self.liveRows(parameters, layer: layer, columns: columns)
      let below = shape.inputs - shape.skipInputs
      if shape.skipInputs > 0 { skipRows = Array(rows[below...]) }
      units[layer - 1] = Self.kept(rows[0..<below])
      allUnitsLive = allUnitsLive && rows[0..<below].allSatisfy { $0 }
      livingUnits += rows[0..<below].count { $0 }
      columns = Buffer(repeating: 0, count: Vector.padded(below))
      for unit in 0..<below where rows[unit] { columns.view[unit] = 1 }
    }
    var rows = Self.liveRows(parameters, layer: 0, columns: columns)
    for input in skipRows.indices where skipRows[input] { rows[input] = true }
    whole = network
    inputs = Self.kept(rows[...])
    livingInputs = rows.indices.filter { rows[$0] }
    self.livingUnits = livingUnits
    self.units = units
    self.allUnitsLive = allUnitsLive
  }

  /// The network of what is kept.
  public var network: Network {
    Network(
      inputs: inputs.count, hidden: units.map { $0.count }, outputs: whole.outputs,
      activation: whole.activation, loss: whole.loss, hasSkip: whole.hasSkip)
  }

  /// For each row of a layer's weights, whether one of them is other than ±0 in the living columns.
  ///
  /// - Parameter columns: 1 for living columns, 0 for others; padded.
  private static func liveRows(
    _ parameters: Parameters, layer: Int, columns: Buffer<Float>
  ) -> [Bool] {
    let shape = parameters.layout.layers[layer]
    let values = parameters.values[shape.parameters]
    var rows = [Bool](repeating: false, count: shape.inputs)
    for panel in 0..<shape.panels.panels {
      let width = shape.panels.width(ofPanel: panel)
      let start = shape.panels.offset(ofPanel: panel)
      for row in 0..<shape.inputs where !rows[row] {
        for column in stride(from: 0, to: width, by: Vector.scalarCount) {
          let isDead = columns.view.vector(at: panel * PanelShape.panelWidth + column) .== 0
          let weights = values.vector(at: start + row * width + column)
          if weights.replacing(with: Vector(), where: isDead).hasNonzero { rows[row] = true }
        }
      }
    }
    return rows
  }

  private static func kept(_ isLive: ArraySlice<Bool>) -> [Int] {
    let living = isLive.indices.filter { isLive[$0] }
    return living.isEmpty ? [0] : living
  }
}
