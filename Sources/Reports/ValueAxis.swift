/// An upwards axis whose labels are short whatever the size of its values: where they would be long,
/// a power of ten stands beside the axis' name.
struct ValueAxis {
  private let axis: Axis
  private let frame: Frame
  /// The labels are in units of 10 to this power.
  private let power: Int

  /// Values outside are no values for a picture.
  static let displayable = -1e300...1e300

  /// - Parameters:
  ///   - values: that have to have a place; those that are not displayable are ignored.
  ///   - startsAtZero: whether zero is shown even where all values are far from it.
  init(_ values: [Double], in frame: Frame, startsAtZero: Bool) {
    self.frame = frame
    let shown = values.filter(Self.displayable.contains) + (startsAtZero ? [0] : [])
    var (lowest, highest) = (shown.min() ?? 0, shown.max() ?? 0)
    let largest = max(abs(lowest), abs(highest))
    if largest < 1e-300 { (lowest, highest) = (startsAtZero ? 0 : -1, 1) }
    // Labels of a narrower domain would have too many digits.
    let missing = max(0, 0.05 * largest - (highest - lowest)) / 2
    let margin = missing + 0.04 * (highest - lowest)
    if !startsAtZero || lowest < 0 { lowest -= margin }
    if !startsAtZero || highest > 0 { highest += margin }
    axis = Axis(scale: .linear, domain: lowest...highest, ends: (frame.bottom, frame.top))
    let size = max(abs(lowest), abs(highest))
    power = (0.1..<10_000).contains(size) ? 0 : Int(size.decimalLogarithm.rounded(.down))
  }

  /// Nil for what is no value.
  func position(_ value: Double) -> Double? {
    Self.displayable.contains(value) ? axis.position(value) : nil
  }

  /// Where zero is, on an axis that goes below it.
  var zero: Double? {
    axis.domain.lowerBound < 0 && axis.domain.upperBound >= 0 ? axis.position(0) : nil
  }

  func name(_ name: String) -> String {
    power == 0 ? name : name + " / 10" + Double.superscript(power)
  }

  /// Lines across the frame, with labels.
  ///
  /// - Parameter limit: above which there are no values.
  func rows(most: Int, limit: Double = .infinity) -> [Element] {
    let unit = Double.powerOfTen(power)
    let scaled = Axis(
      scale: .linear, domain: axis.domain.lowerBound / unit...axis.domain.upperBound / unit,
      ends: axis.ends)
    let ticks = scaled.ticks(most: most).filter { $0 * unit <= limit * 1.000_001 }
    return frame.rows(of: scaled, ticks: ticks) { $0.decimal(digits: 4) }
  }
}
