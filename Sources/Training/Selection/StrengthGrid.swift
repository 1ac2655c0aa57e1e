import Arithmetic

/// The strengths of a path.
enum StrengthGrid {
  /// λₖ = largest · ratio^(k/(count − 1)) for k = 0, 1, … count − 1, by our own exp and log: strengths
  /// decide bits.
  static func descending(from largest: Double, ratio: Double, count: Int) -> [Double] {
    let logarithm = ElementFunction.log(ratio)
    return (0..<count).map { index in
      index == 0
        ? largest
        : largest * ElementFunction.exp(logarithm * (Double(index) / Double(count - 1)))
    }
  }
}
