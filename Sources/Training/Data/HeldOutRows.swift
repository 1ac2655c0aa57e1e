import Arithmetic

/// Which rows validation gets when it takes a fraction of the training data.
public enum HeldOutRows {
  /// Splits the rows: the first ⌈fraction·rows⌉, at least one and not all, of the permutation of
  /// (seed, split) are held out; both parts keep the order of the file.
  ///
  /// - Parameter fraction: above 0 and below 1.
  public static func split(
    rows: Int, fraction: Double, seed: UInt64
  ) -> (training: [Int], heldOut: [Int]) {
    let count = max(1, min(rows - 1, Int((Double(rows) * fraction).rounded(.up))))
    let order = Buffer<UInt32>(repeating: 0, count: rows)
    let isHeldOut = withExtendedLifetime(order) {
      RandomStream(seed: seed, purpose: .split).writePermutation(into: order.view)
      var isHeldOut = [Bool](repeating: false, count: rows)
      for position in 0..<count { isHeldOut[Int(order.view[position])] = true }
      return isHeldOut
    }
    let all = 0..<rows
    return (all.filter { !isHeldOut[$0] }, all.filter { isHeldOut[$0] })
  }
}
