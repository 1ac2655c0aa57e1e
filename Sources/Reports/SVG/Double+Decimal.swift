extension Double {
  /// With at most so many decimals, whatever the locale; "–" for what is no number or too large for a
  /// picture.
  ///
  /// - Parameter keepsZeros: whether zeros stay that are behind the last decimal that counts.
  func decimal(digits: Int = 2, keepsZeros: Bool = false) -> String {
    let scale = (0..<digits).reduce(1) { scale, _ in scale * 10 }
    guard let scaled = Int(exactly: (self * Double(scale)).rounded()) else { return "–" }
    var fraction = digits == 0 ? "" : String(scaled.magnitude % scale.magnitude)
    fraction = String(repeating: "0", count: digits - fraction.count) + fraction
    while !keepsZeros, fraction.hasSuffix("0") { fraction.removeLast() }
    let whole = (scaled < 0 ? "-" : "") + String(scaled.magnitude / scale.magnitude)
    return fraction.isEmpty ? whole : whole + "." + fraction
  }
}
