extension String {
  /// About how wide the text is in a sans-serif font of this size, rather too much than too little:
  /// the picture is drawn with whatever font the reader has.
  func width(size: Double) -> Double {
    unicodeScalars.reduce(0) { $0 + Self.widthInEms($1) } * size
  }

  /// The text, smaller or with its middle left out where it would be wider than `width`.
  ///
  /// - Parameter sizes: the size it should have, and the one below which text is left out instead.
  func fitted(to width: Double, sizes: (most: Double, least: Double)) -> (
    text: String, size: Double
  ) {
    let size = max(sizes.least, min(sizes.most, sizes.most * width / self.width(size: sizes.most)))
    var kept = count
    var text = self
    while text.width(size: size) > width * 1.0001, kept > 1 {
      kept -= 1
      text = prefix((kept + 1) / 2) + "…" + suffix(kept / 2)
    }
    return (text, size)
  }

  /// By groups of letters of DejaVu Sans, one of the widest fonts in use.
  private static func widthInEms(_ scalar: Unicode.Scalar) -> Double {
    switch scalar {
    case "i", "j", "l", "I", ".", ",", ":", ";", "'", "|", " ", "(", ")", "/", "f", "t", "r": 0.42
    case "m", "w", "M", "W", "%", "@": 1
    case "\u{2E80}"...: 1.05
    case "→", "…", "=", "+", "<", ">", "A"..."Z": 0.84
    default: 0.64
    }
  }
}
