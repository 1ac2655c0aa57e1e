public import Arithmetic

/// The gradient of the smooth part of the objective, mean loss + ½·λ₂·Σw², on a worker's slice of the
/// parameters.
public final class SmoothGradient: Sendable {
  private let parts: Buffer<SlicePart>
  private let l2: Float
  private let scratch: Buffer<Float>
  private let waiting: Buffer<View<Float>>

  /// - Parameter treeDepth: the deepest of the trees that will be finished.
  public init(_ layout: ParameterLayout, slice: ParameterSlice, l2: Double, treeDepth: Int) {
    parts = Buffer(
      copying: SlicePart.parts(of: slice, layout, penalty: nil, factors: .uniform))
    self.l2 = Float(l2)
    scratch = Buffer(repeating: 0, count: max(1, treeDepth) * SliceUpdate.blockCount)
    waiting = Buffer(repeating: scratch.view, count: max(1, treeDepth))
  }

  /// root · (1/rows) + λ₂·w, for biases without the second term: one multiplication and one fused
  /// multiply-add, as in a step of the optimizers.
  ///
  /// - Parameters:
  ///   - values: the parameters at which the root was computed.
  ///   - gradient: the slice of it is written.
  public func write(
    _ root: TreeRoot.Program, rows: Int, at values: View<Float>, to gradient: View<Float>
  ) {
    let inverseRows = Float(1 / Double(rows))
    for index in parts.view.indices {
      let part = parts.view[index]
      let l2 = Vector(repeating: part.treatment == .bias ? 0 : l2)
      var start = part.range.lowerBound
      while start < part.range.upperBound {
        let end = min(start &+ SliceUpdate.blockCount, part.range.upperBound)
        let children = root.children(
          at: start..<end, scratch: scratch.view, waiting: waiting.view)
        var offset = 0
        while offset < end &- start {
          let mean = children.sum(at: offset) * inverseRows
          gradient.setVector(
            mean.addingProduct(l2, values.vector(at: start &+ offset)), at: start &+ offset)
          offset &+= Vector.scalarCount
        }
        start = end
      }
    }
  }
}
