import Arithmetic

/// Which rows are held out together in a cross-validation, and which make a half-sample.
public enum Folds {
  /// Deals all rows to `count` folds whose sizes differ by at most one, each class as evenly as can be.
  ///
  /// Rows are put in the order of (class, place in the permutation of (seed, split, 1)) and dealt one
  /// after the other.
  ///
  /// - Parameters:
  ///   - classes: of each row; nil for a regression.
  ///   - count: from 2 to the number of rows.
  /// - Returns: the rows of each fold, ascending.
  public static func deal(
    rows: Int, classes: [Int]?, count: Int, seed: UInt64
  ) -> [[Int]] {
    let sorted = sorted(rows: rows, classes: classes, seed: seed, major: 1)
    var folds = [[Int]](repeating: [], count: count)
    for (index, row) in sorted.enumerated() { folds[index % count].append(row) }
    return folds.map { $0.sorted() }
  }

  /// Half of the rows, ⌊rows/2⌋: the first of the permutation of (seed, split, 2 + index). With classes, of
  /// each as near to a half as can be: every other row in the order of (class, place in the permutation).
  ///
  /// - Parameter classes: of each row; nil for a regression.
  /// - Returns: the rows that are left out, ascending.
  public static func halfSample(
    rows: Int, classes: [Int]? = nil, index: Int, seed: UInt64
  ) -> [Int] {
    let sorted = sorted(rows: rows, classes: classes, seed: seed, major: 2 + UInt64(index))
    guard classes != nil else { return sorted.dropFirst(rows / 2).sorted() }
    return stride(from: 0, to: rows, by: 2).map { sorted[$0] }.sorted()
  }

  /// All rows in the order of (class, place in a permutation).
  private static func sorted(
    rows: Int, classes: [Int]?, seed: UInt64, major: UInt64
  ) -> [Int] {
    let order = permutation(rows: rows, seed: seed, major: major)
    guard let classes else { return order }
    var places = [Int](repeating: 0, count: rows)
    for (place, row) in order.enumerated() { places[row] = place }
    return (0..<rows).sorted { (classes[$0], places[$0]) < (classes[$1], places[$1]) }
  }

  private static func permutation(rows: Int, seed: UInt64, major: UInt64) -> [Int] {
    let order = Buffer<UInt32>(repeating: 0, count: rows)
    return withExtendedLifetime(order) {
      RandomStream(seed: seed, purpose: .split, major: major).writePermutation(into: order.view)
      return order.view.array().map(Int.init)
    }
  }
}
