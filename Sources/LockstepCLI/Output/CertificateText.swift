import Foundation
import Lockstep

/// How a certificate is said to a person.
enum CertificateText {
  /// The largest residual, and as a part of λ₁ where there is one.
  static func line(_ certificate: Certificate) -> String {
    var line = "residual \(number(certificate.residual))"
    if let relative = certificate.relativeResidual { line += " = \(number(relative)) λ" }
    return line
  }

  /// With three digits, whatever the size and the locale.
  static func number(_ value: Double) -> String { String(format: "%.2e", value) }
}
