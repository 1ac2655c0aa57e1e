/// The unit in which an axis of times has short labels.
struct TimeUnit {
  let name: String
  let microseconds: Double

  /// For times up to so many microseconds.
  init(for largest: Double) {
    switch largest {
    case ..<10_000: (name, microseconds) = ("µs", 1)
    case ..<10_000_000: (name, microseconds) = ("ms", 1_000)
    default: (name, microseconds) = ("s", 1_000_000)
    }
  }

  /// For an axis: without zeros at the end.
  func label(_ microseconds: Double) -> String {
    (microseconds / self.microseconds).decimal(digits: 3)
  }

  /// For a measured time: with three digits that count, or all before the point.
  func figure(_ microseconds: Double) -> String {
    let value = microseconds / self.microseconds
    return value.decimal(digits: value < 10 ? 2 : value < 100 ? 1 : 0, keepsZeros: true)
  }
}
