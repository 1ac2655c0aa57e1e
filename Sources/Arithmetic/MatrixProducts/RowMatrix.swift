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

  /// Elements from one row to the next that products are fastest with: whole vectors that hold
  /// `columns` and, where rows would otherwise crowd into an eighth of the sets of a cache or
  /// fewer, one cache line more. (Without it the gradient of a layer of 1024 outputs takes 1.3 times
  /// as long; benchmark `GradientProduct`.)
  @inlinable
  public static func pitch(columns: Int) -> Int {
    let padded = Vector.padded(columns)
    let crowded = 512 / MemoryLayout<Float>.size
    return padded % crowded == 0 ? padded + 64 / MemoryLayout<Float>.size : padded
  }

  @inlinable
  public func row(_ index: Int) -> View<Float> {
    precondition(UInt(bitPattern: index) < UInt(bitPattern: rows), "RowMatrix: no such row")
    return View(base: elements.base + index &* pitch, count: pitch)
  }

  @inlinable
  public func firstRows(_ count: Int) -> RowMatrix { rows(0..<count) }

  @inlinable
  public func rows(_ range: Range<Int>) -> RowMatrix {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= rows, "RowMatrix: rows out of range")
    // Within the elements, as all rows are.
    let count = range.upperBound &- range.lowerBound
    return RowMatrix(
      unchecked: View(base: elements.base + range.lowerBound &* pitch, count: count &* pitch),
      rows: count, pitch: pitch)
  }

  @inlinable
  init(unchecked elements: View<Float>, rows: Int, pitch: Int) {
    self.elements = elements
    self.rows = rows
    self.pitch = pitch
  }
}
