/// Where strengths λ lie in a picture: logarithmic from left to right, and λ = 0, which has no
/// logarithm, at the left edge behind a break.
struct StrengthAxis {
  private let axis: Axis
  private let frame: Frame
  private let hasZero: Bool
  private let hasPositive: Bool

  /// Room for λ = 0.
  private static let zeroWidth = 46.0
  /// Strengths outside count as none, and have no place.
  private static let displayable = 1e-300...1e300

  /// - Parameter strengths: all that have to have a place; others are ignored.
  init(_ strengths: [Double], in frame: Frame) {
    self.frame = frame
    let positive = strengths.filter(Self.displayable.contains)
    hasZero = strengths.contains { $0 >= 0 && $0 < Self.displayable.lowerBound }
    hasPositive = !positive.isEmpty
    let (lowest, highest) = (positive.min() ?? 0.1, positive.max() ?? 1)
    // A single strength lies in the middle; otherwise a bound that was rounded gets its tick.
    let margin = highest > lowest ? 1.000_001 : 3
    axis = Axis(
      scale: .decimalLogarithmic, domain: lowest / margin...highest * margin,
      ends: (frame.left + (hasZero ? Self.zeroWidth : 6), frame.right - 6))
  }

  /// Nil for what is no strength.
  func position(_ strength: Double) -> Double? {
    if Self.displayable.contains(strength) { return axis.position(strength) }
    return strength >= 0 && strength < Self.displayable.lowerBound ? frame.left + 6 : nil
  }

  /// Ticks, their labels, and the break behind λ = 0.
  var elements: [Element] { minorTicks + zero + frame.columns(labels) }

  private var labels: [(x: Double, text: String)] {
    let ticks = ticks
    let areDecimal = ticks.allSatisfy { (1e-4...1e4).contains($0) }
    return ticks.map { tick in
      let exponent = Int(tick.decimalLogarithm.rounded())
      let text =
        areDecimal
        ? tick.decimal(digits: 6)
        : Double.powerOfTen(exponent) == tick
          ? "10" + Double.superscript(exponent) : tick.significant()
      return (x: axis.position(tick), text: text)
    }
  }

  /// Powers of ten; where fewer than two are inside, others that are round, or the bounds.
  private var ticks: [Double] {
    guard hasPositive else { return [] }
    let decades = axis.ticks(most: 9)
    if decades.count > 1 { return decades }
    let round = multiples([1, 2, 5])
    if round.count > 1 { return round }
    let all = multiples(Array(1...9))
    if all.count > 1 { return all }
    let (lower, upper) = (axis.domain.lowerBound, axis.domain.upperBound)
    return upper > lower ? [lower, upper] : [lower]
  }

  /// Of all powers of ten.
  private func multiples(_ factors: [Int]) -> [Double] {
    let first = Int(axis.domain.lowerBound.decimalLogarithm.rounded(.down)) - 1
    let last = Int(axis.domain.upperBound.decimalLogarithm.rounded(.up))
    return (first...last).flatMap { exponent in
      factors.map { Double($0) * Double.powerOfTen(exponent) }
    }.filter(axis.domain.contains)
  }

  /// Between the powers of ten, where they are far enough apart to see it.
  private var minorTicks: [Element] {
    guard hasPositive else { return [] }
    let lines = multiples(Array(1...9))
    guard lines.count <= 9 * 7 else { return ticks.map { tick($0, length: 5) } }
    let decades = axis.ticks(most: .max)
    return lines.map { tick($0, length: decades.contains($0) ? 5 : 2.5) }
  }

  private func tick(_ strength: Double, length: Double) -> Element {
    let x = axis.position(strength)
    return .line((x, frame.bottom), (x, frame.bottom + length), colour: Palette.ink)
  }

  private var zero: [Element] {
    guard hasZero else { return [] }
    let (x, y) = (frame.left + 6, frame.bottom)
    let middle = (x + axis.ends.lower) / 2
    func stroke(_ x: Double) -> Element {
      .line((x - 2, y + 4), (x + 2, y - 4), colour: Palette.ink)
    }
    return [
      .line((x, y), (x, y + 5), colour: Palette.ink),
      .text("0", at: (x, y + 17), size: Frame.labelSize, anchor: .middle),
      .line((middle - 2, y), (middle + 2, y), colour: "#ffffff", width: 2), stroke(middle - 2),
      stroke(middle + 2),
    ]
  }
}
