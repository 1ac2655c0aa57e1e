import Arithmetic

/// How far the optimizer moves per unit of gradient along each weight of some rows: one number for
/// all, or one for each.
struct RowSteps: BitwiseCopyable {
  private let uniform: Vector
  private let each: View<Float>?

  init(_ uniform: Float) {
    self.uniform = Vector(repeating: uniform)
    each = nil
  }

  /// - Parameter each: `[weights of a row, lanes]`, a row to each lane.
  init(each: View<Float>) {
    uniform = Vector()
    self.each = each
  }

  var isUniform: Bool { each == nil }

  @inline(__always)
  subscript(index: Int) -> Vector {
    guard let each else { return uniform }
    return each.vector(at: index &* Vector.scalarCount)
  }
}
