/// Which part of `0..<count` each worker has: contiguous ranges in order, covering it exactly.
///
/// Who computes a unit never changes a result, so cuts are free to follow speed alone.
public struct WorkSplit: Equatable, Sendable {
  /// Worker i has the i-th of these. Empty where there are more workers than units.
  public let ranges: [Range<Int>]

  /// - Parameter cuts: ascending; where the ranges after the first begin.
  init(cuts: [Int], count: Int) {
    ranges = zip([0] + cuts, cuts + [count]).map { $0..<$1 }
  }

  public subscript(worker: Int) -> Range<Int> { ranges[worker] }

  /// Even parts that begin at multiples of `alignment`; they differ by at most one multiple.
  ///
  /// - Precondition: no negative count, at least one worker, a positive alignment.
  public static func even(_ count: Int, over workers: Int, alignment: Int = 1) -> WorkSplit {
    precondition(count >= 0 && workers > 0 && alignment > 0, "WorkSplit: impossible split")
    let blocks = count / alignment + (count % alignment > 0 ? 1 : 0)
    let cuts = (1..<workers).map { min(count, $0 * blocks / workers * alignment) }
    return WorkSplit(cuts: cuts, count: count)
  }
}
