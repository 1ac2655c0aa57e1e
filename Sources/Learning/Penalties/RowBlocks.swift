import Arithmetic

/// The rows of a worker's slice that a penalty looks at as a whole, in blocks of as many as a vector has
/// lanes, and the way to bring the weights of a block side by side and back.
final class RowBlocks: Sendable {
  /// As many rows as a vector has lanes, or fewer at the end.
  struct Block: BitwiseCopyable {
    let layer: Int
    let firstRow: Int
    let rows: Int
  }

  let layout: ParameterLayout
  let blocks: View<Block>
  private let blockBuffer: Buffer<Block>
  /// What the strength is multiplied by in each lane of each block: for rows, and for single weights.
  private let rowWeights: Buffer<Float>
  private let weightWeights: Buffer<Float>

  /// - Parameter slice: of one worker.
  init(
    _ layout: ParameterLayout, penalty: Penalty?, factors: PenaltyFactors, slice: ParameterSlice
  ) {
    let lanes = Vector.scalarCount
    var blocks: [Block] = []
    var (rowWeights, weightWeights): ([Float], [Float]) = ([], [])
    for group in slice.groups {
      let shape = layout.layers[group.layer]
      for first in stride(from: group.rows.lowerBound, to: group.rows.upperBound, by: lanes) {
        let rows = first..<min(first + lanes, group.rows.upperBound)
        blocks.append(Block(layer: group.layer, firstRow: first, rows: rows.count))
        for row in first..<first + lanes {
          let factor =
            rows.contains(row) ? factors.factor(layer: group.layer, input: row, shape: shape) : 0
          rowWeights.append(Float(factor * (penalty?.rowWeight(shape) ?? 0)))
          weightWeights.append(Float(factor))
        }
      }
    }
    self.layout = layout
    blockBuffer = Buffer(copying: blocks)
    self.blocks = blockBuffer.view
    self.rowWeights = Buffer(copying: rowWeights)
    self.weightWeights = Buffer(copying: weightWeights)
  }

  /// Elements that the weights of a block take, of any layer.
  var mostElements: Int {
    blocks.count == 0
      ? 0
      : (layout.network.widths.dropFirst().map(Vector.padded).max() ?? 0) * Vector.scalarCount
  }

  @inline(__always)
  func rowWeight(ofBlock index: Int) -> Vector {
    rowWeights.view.vector(at: index * Vector.scalarCount)
  }

  @inline(__always)
  func weightWeight(ofBlock index: Int) -> Vector {
    weightWeights.view.vector(at: index * Vector.scalarCount)
  }

  /// The block of the skip connection's rows for the same inputs.
  func skipBlock(of block: Block) -> Block {
    let last = layout.layers.count - 1
    let shape = layout.layers[last]
    return Block(
      layer: last, firstRow: shape.inputs - shape.skipInputs + block.firstRow, rows: block.rows)
  }

  /// Brings the weights of a block's rows side by side.
  ///
  /// - Parameter target: `[outputs, lanes]`.
  func gather(_ source: View<Float>, _ block: Block, into target: View<Float>) {
    let lanes = Vector.scalarCount
    let outputs = layout.layers[block.layer].outputs
    var column = 0
    while column < outputs {
      let place = place(of: block, column: column)
      BlockTransposition.copy(
        source[place.first..<source.count], sourceStride: place.stride, rows: block.rows,
        into: target[column * lanes..<target.count], targetStride: lanes,
        columns: min(lanes, outputs - column))
      column += lanes
    }
  }

  /// Takes the weights of a block's rows back, a vector at a time.
  ///
  /// - Parameters:
  ///   - rows: `[outputs, lanes]`.
  ///   - room: a block of as many rows and columns as a vector has lanes.
  ///   - store: called with the weights and the offset they belong to.
  @inline(__always)
  func scatter(
    _ rows: View<Float>, _ block: Block, room: View<Float>, _ store: (Vector, Int) -> Void
  ) {
    let lanes = Vector.scalarCount
    let outputs = layout.layers[block.layer].outputs
    var column = 0
    while column < outputs {
      let place = place(of: block, column: column)
      BlockTransposition.copy(
        rows[column * lanes..<rows.count], sourceStride: lanes,
        rows: min(lanes, outputs - column), into: room, targetStride: lanes, columns: block.rows)
      var row = 0
      while row < block.rows {
        store(room.vector(at: row * lanes), place.first + row * place.stride)
        row &+= 1
      }
      column += lanes
    }
  }

  /// Copies a block's weights to their transposed places.
  func transpose(_ block: Block, of parameters: Parameters) {
    let shape = layout.layers[block.layer]
    guard block.layer > 0, block.firstRow < shape.inputs - shape.skipInputs else { return }
    for index in layout.segments.indices {
      let segment = layout.segments[index]
      guard segment.layer == block.layer, segment.isTransposed else { continue }
      let start = segment.range.lowerBound + block.firstRow * segment.rowWidth
      parameters.transpose(segment, range: start..<start + block.rows * segment.rowWidth)
    }
  }

  /// Where a block's weights in the vector at `column` lie.
  private func place(of block: Block, column: Int) -> (first: Int, stride: Int) {
    let shape = layout.layers[block.layer]
    let panel = column / PanelShape.panelWidth
    return (
      shape.offset + shape.panels.offset(row: block.firstRow, column: column),
      shape.panels.width(ofPanel: panel)
    )
  }
}
