/// A row-major matrix: `rows` × `pitch` elements, of which a product reads or writes the first
/// columns of each row.
@frozen
public struct RowMatrix: BitwiseCopyable, Sendable {
  public let elements: View<Float>
  public let rows: Int
  public let pitch: Int

  @inlinable
  public init(_ elements: View<Float>, rows: Int, pitch: Int) {
    precondition(rows >= 0 && pitch >= 0 && elements.count >= rows * pitch, "RowMatrix: too small")
    self.elements = elements
    self.rows = rows
    self.pitch = pitch
  }

  @inlinable
  public func row(_ index: Int) -> View<Float> {
    elements[index * pitch..<(index + 1) * pitch]
  }

  @inlinable
  public func firstRows(_ count: Int) -> RowMatrix {
    RowMatrix(elements, rows: count, pitch: pitch)
  }
}
