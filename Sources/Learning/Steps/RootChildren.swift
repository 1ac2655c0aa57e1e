import Arithmetic

/// A run of the root of a reduction tree, before the tree's last addition.
struct RootChildren: BitwiseCopyable {
  let left: View<Float>
  /// Nil where the whole tree is one published node.
  let right: View<Float>?

  /// The vector of the root at `index`.
  @inline(__always)
  func sum(at index: Int) -> Vector {
    let value = left.vector(at: index)
    guard let right else { return value }
    return value + right.vector(at: index)
  }
}
