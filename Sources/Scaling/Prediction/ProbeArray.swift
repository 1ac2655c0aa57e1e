import Arithmetic

/// An array that probes go through, a line of 64 bytes after the other.
struct ProbeArray: Sendable {
  private let buffer: Buffer<Float>

  /// - Parameter bytes: rounded up to whole parts of 4 vectors in each half.
  init(bytes: Int) {
    let part = 8 * Vector.scalarCount
    buffer = Buffer(repeating: 0, count: (max(1, bytes / 4) + part - 1) / part * part)
  }

  var lines: Double { Double(4 * buffer.view.count) / 64 }

  /// The first (0) or second (1) half, which begins and ends with whole vectors.
  private func half(_ index: Int) -> Range<Int> {
    let middle = buffer.view.count / 2
    return index == 0 ? 0..<middle : middle..<buffer.view.count
  }

  @inline(never)
  func fill(_ value: Float) { buffer.view.fill(value) }

  /// - Parameter previous: the sum before, so that a compiler cannot read once for all.
  @inline(never)
  func sum(after previous: Float) -> Float {
    let view = buffer.view
    let lanes = Vector.scalarCount
    // Four sums: one would wait for its own additions, not for lines.
    var (first, second, third, fourth) = (Vector(), Vector(), Vector(), Vector())
    var index = 0
    while index < view.count {
      first += view.vector(at: index)
      second += view.vector(at: index + lanes)
      third += view.vector(at: index + 2 * lanes)
      fourth += view.vector(at: index + 3 * lanes)
      index += 4 * lanes
    }
    let sums = (first + second) + (third + fourth)
    return previous + sums[0]
  }

  /// Adds a half of another array of the same length to that half, as an update adds gradients to
  /// weights.
  @inline(never)
  func add(_ other: ProbeArray, half index: Int) {
    let (view, others) = (buffer.view, other.buffer.view)
    for index in stride(
      from: half(index).lowerBound, to: half(index).upperBound, by: Vector.scalarCount)
    {
      view.setVector(view.vector(at: index) + others.vector(at: index), at: index)
    }
  }
}
