/// Where values lie on a line of the picture.
struct Axis {
  enum Scale {
    case linear
    /// As far from 1 to 2 as from 2 to 4.
    case binaryLogarithmic
    /// As far from 1 to 10 as from 10 to 100.
    case decimalLogarithmic
  }

  let scale: Scale
  /// The values at the axis' ends; positive on a logarithmic axis.
  let domain: ClosedRange<Double>
  /// Coordinates of the domain's bounds.
  let ends: (lower: Double, upper: Double)

  /// The coordinate of a value, which has to be positive on a logarithmic axis.
  func position(_ value: Double) -> Double {
    let lower = scaled(domain.lowerBound)
    let upper = scaled(domain.upperBound)
    let share = upper > lower ? (scaled(value) - lower) / (upper - lower) : 0
    return ends.lower + share * (ends.upper - ends.lower)
  }

  /// Round values inside the domain: powers of two or ten on a logarithmic axis, else multiples of 1,
  /// 2 or 5 times a power of ten.
  ///
  /// - Parameters:
  ///   - most: how many there is room for.
  ///   - areWhole: whether only whole numbers make sense.
  func ticks(most: Int, areWhole: Bool = false) -> [Double] {
    switch scale {
    case .linear:
      let step = Self.roundStep(
        atLeast: (domain.upperBound - domain.lowerBound) / Double(most), areWhole: areWhole)
      let first = (domain.lowerBound / step).rounded(.up)
      let last = (domain.upperBound / step).rounded(.down)
      return stride(from: first, through: last, by: 1).map { $0 * step }
    case .binaryLogarithmic:
      let first = domain.lowerBound.binaryLogarithm.rounded(.up)
      let last = domain.upperBound.binaryLogarithm.rounded(.down)
      let step = max(1, ((last - first + 1) / Double(most)).rounded(.up))
      // From 1 on in both directions, so that 1 is among them.
      let start = (first / step).rounded(.up) * step
      return stride(from: start, through: last, by: step).map {
        Double(sign: .plus, exponent: Int($0), significand: 1)
      }
    case .decimalLogarithmic:
      // The logarithm is good to a millionth: a power that is a bound of the domain is inside.
      let first = (domain.lowerBound.decimalLogarithm - 1e-5).rounded(.up)
      let last = (domain.upperBound.decimalLogarithm + 1e-5).rounded(.down)
      let step = max(1, ((last - first + 1) / Double(most)).rounded(.up))
      let start = (first / step).rounded(.up) * step
      return stride(from: start, through: last, by: step).map { Double.powerOfTen(Int($0)) }
        .filter(domain.contains)
    }
  }

  private func scaled(_ value: Double) -> Double {
    switch scale {
    case .linear: value
    case .binaryLogarithmic: value.binaryLogarithm
    case .decimalLogarithmic: value.decimalLogarithm
    }
  }

  private static func roundStep(atLeast step: Double, areWhole: Bool) -> Double {
    guard step > 0, step.isFinite else { return 1 }
    var power = 1.0
    while power * 10 <= step { power *= 10 }
    while power > step { power /= 10 }
    let round = [1, 2, 5, 10].first { $0 * power >= step } ?? 10
    return areWhole ? max(1, round * power) : round * power
  }
}
