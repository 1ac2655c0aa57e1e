import Foundation

extension Double {
  /// With `digits` decimals, whatever the locale.
  func formatted(digits: Int) -> String { String(format: "%.\(digits)f", self) }

  /// With `significant` digits, whatever the locale.
  func formatted(significant digits: Int) -> String { String(format: "%.\(digits)g", self) }
}
