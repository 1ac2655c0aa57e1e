import Arithmetic
import Measuring

extension Workload {
  /// Layers of a minibatch, the first left out where there is nothing below to send residuals to.
  fileprivate func makeLayers(fromSecond: Bool = false) -> [LayerMemory] {
    layers.dropFirst(fromSecond ? 1 : 0).map {
      LayerMemory(inputs: $0.inputs, outputs: $0.outputs, rows: batch)
    }
  }

  fileprivate func operations(fromSecond: Bool = false) -> Int {
    layers.dropFirst(fromSecond ? 1 : 0).reduce(0) { $0 + 2 * batch * $1.inputs * $1.outputs }
  }
}

/// The products of a step on a whole minibatch, on one core: forward with bias and rectifier, and
/// residuals back through the rectifier.
func registerMatrixProducts() {
  for workload in Workload.large {
    registerProduct(
      "MatrixProduct forward \(workload.name)", operations: workload.operations()
    ) {
      let layers = workload.makeLayers()
      return { repeats in for _ in 0..<repeats { for layer in layers { layer.forward() } } }
    }
    registerProduct(
      "MatrixProduct backward \(workload.name)",
      operations: workload.operations(fromSecond: true)
    ) {
      let layers = workload.makeLayers(fromSecond: true)
      return { repeats in for _ in 0..<repeats { for layer in layers { layer.backward() } } }
    }
  }
}

/// Gradients of all layers, folded along the tree, on one core; for other shards; and with rows
/// that crowd into few sets of the caches (see `RowMatrix.pitch`).
func registerGradientProducts() {
  for workload in Workload.large {
    for rowsPerShard in [4, 16, 64] {
      let shards = rowsPerShard == 16 ? "" : ", shards of \(rowsPerShard) rows"
      registerProduct(
        "GradientProduct \(workload.name)\(shards)", operations: workload.operations()
      ) {
        let layers = workload.makeLayers()
        return { repeats in
          for _ in 0..<repeats { for layer in layers { layer.fold(rowsPerShard: rowsPerShard) } }
        }
      }
    }
  }
  for (name, pitch) in [
    ("", RowMatrix.pitch(columns:)), (", crowded rows", Vector.padded),
  ] as [(String, (Int) -> Int)] {
    registerProduct(
      "GradientProduct 1024 × 1024\(name)", operations: 2 * 1024 * 1024 * 1024
    ) {
      // Inputs of 1023 columns and the bias's: both matrices have rows of 4096 bytes.
      let layer = LayerMemory(inputs: 1023, outputs: 1024, rows: 1024, pitch: pitch)
      return { repeats in for _ in 0..<repeats { layer.fold(rowsPerShard: 16) } }
    }
  }
}
