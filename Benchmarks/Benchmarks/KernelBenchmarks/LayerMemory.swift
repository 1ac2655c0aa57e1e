import Arithmetic

/// The matrices of one layer on a minibatch, as a training step holds them.
final class LayerMemory {
  let inputs: Int
  let outputs: Int
  let rows: Int
  /// `[rows, inputs + 1]`, the last column 1.
  let input: RowMatrix
  /// `[rows, outputs]`.
  let output: RowMatrix
  let residual: RowMatrix
  /// `[rows, inputs]`: where residuals of the layer below go.
  let inputResidual: RowMatrix
  let panels: PanelShape
  let weights: View<Float>
  let gradient: View<Float>
  let transposedPanels: PanelShape
  let transposed: View<Float>
  let working: View<Float>
  private var owners: [Buffer<Float>] = []

  /// - Parameter pitch: elements from one row to the next, of as many columns.
  init(
    inputs: Int, outputs: Int, rows: Int,
    pitch: (_ columns: Int) -> Int = { RowMatrix.pitch(columns: $0) }
  ) {
    var owners: [Buffer<Float>] = []
    let stream = RandomStream(seed: 2, purpose: .synthesis)
    func memory(_ count: Int) -> View<Float> {
      let buffer = Buffer<Float>(repeating: 0, count: count)
      stream.fillUniform(buffer.view, from: 0)
      owners.append(buffer)
      return buffer.view
    }
    func matrix(columns: Int) -> RowMatrix {
      RowMatrix(memory(rows * pitch(columns)), rows: rows, pitch: pitch(columns))
    }
    self.inputs = inputs
    self.outputs = outputs
    self.rows = rows
    input = matrix(columns: inputs + 1)
    output = matrix(columns: outputs + 1)
    residual = matrix(columns: outputs)
    inputResidual = matrix(columns: inputs)
    panels = PanelShape(rows: inputs + 1, columns: outputs)
    weights = memory(panels.count)
    gradient = memory(panels.count)
    transposedPanels = PanelShape(rows: outputs, columns: inputs)
    transposed = memory(transposedPanels.count)
    working = memory(GradientProduct.workingCount(rows: rows, panelRows: panels.rows))
    self.owners = owners
  }

  /// Of one product of this layer, the bias not counted.
  var operations: Int { 2 * rows * inputs * outputs }

  func forward() {
    MatrixProduct.multiply(
      input, by: weights, shape: panels, from: .lastRow, end: .rectified, into: output)
  }

  func backward() {
    MatrixProduct.multiply(
      residual, by: transposed, shape: transposedPanels, from: .zero,
      end: .whereRectified(input), into: inputResidual)
  }

  func fold(rowsPerShard: Int) {
    GradientProduct.fold(
      input, residual, cut: ShardCut(rows: rows, rowsPerShard: rowsPerShard), shape: panels,
      into: gradient, working: working)
  }
}
