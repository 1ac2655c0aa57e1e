/// What a core can move: two arrays are read, their sum is written (STREAM's "add", McCalpin 1995).
public struct MemoryProbe: Sendable {
  private let first: Buffer<Float>
  private let second: Buffer<Float>
  private let sum: Buffer<Float>

  /// - Parameter bytes: of all three arrays; several times the last cache for memory to be measured.
  ///   The thread that makes the probe touches them first.
  public init(bytes: Int) {
    let count = Vector.padded(max(1, bytes / 3 / MemoryLayout<Float>.stride))
    first = Buffer(repeating: 1, count: count)
    second = Buffer(repeating: 2, count: count)
    sum = Buffer(repeating: 0, count: count)
  }

  /// Bytes read and written by a pass, as STREAM counts: a line that is fetched only to be
  /// overwritten is not counted.
  public var bytesPerPass: Double { Double(3 * sum.view.count * MemoryLayout<Float>.stride) }

  @inline(never)
  public func run() {
    let (first, second, sum) = (first.view, second.view, sum.view)
    for index in stride(from: 0, to: sum.count, by: Vector.scalarCount) {
      sum.setVector(first.vector(at: index) + second.vector(at: index), at: index)
    }
  }
}
