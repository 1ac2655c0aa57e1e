import Arithmetic
import Glibc
import Testing

/// A function of binary32 with its oracle in binary64 and what its documentation promises.
struct MeasuredFunction: Sendable, CustomTestStringConvertible {
  let name: String
  let vector: @Sendable (Vector) -> Vector
  let scalar: @Sendable (Float) -> Float
  let oracle: @Sendable (Double) -> Double
  /// Units in the last place; rounded up from the run over all 2³² arguments.
  let bound: Double
  /// Of the outputs for every 8191st bit pattern.
  let checksum: UInt64
  /// Where the code changes branch, saturates or crosses zero.
  let thresholds: [Float]

  var testDescription: String { name }
}

extension MeasuredFunction {
  static let all = [exp, log, log1p, tanh, sigmoid, softplus, erf, gelu, geluDerivative, cos]

  static let exp = MeasuredFunction(
    name: "exp", vector: { ElementFunction.exp($0) }, scalar: { ElementFunction.exp($0) },
    oracle: { Glibc.exp($0) }, bound: 1.62, checksum: 0xa3ae_1797_d34c_6977,
    thresholds: [-104, -103.97, -87.34, -0.69, 0.69, 88.72284, 89, 104, 0])

  static let log = MeasuredFunction(
    name: "log", vector: { ElementFunction.log($0) }, scalar: { ElementFunction.log($0) },
    oracle: { Glibc.log($0) }, bound: 1.01, checksum: 0xd0cf_56d5_fa4f_5b93,
    thresholds: [0x1p-126, 0x1p-149, 2.0 / 3, 1, 4.0 / 3, 2, .greatestFiniteMagnitude, 0])

  static let log1p = MeasuredFunction(
    name: "log1p", vector: { ElementFunction.log1p($0) }, scalar: { ElementFunction.log1p($0) },
    oracle: { Glibc.log1p($0) }, bound: 1.71, checksum: 0x518f_17b4_bac2_fe48,
    thresholds: [-1, -2.0 / 3, -1.0 / 3, 0, 1.0 / 3, 1, 0x1p24, .greatestFiniteMagnitude])

  static let tanh = MeasuredFunction(
    name: "tanh", vector: { ElementFunction.tanh($0) }, scalar: { ElementFunction.tanh($0) },
    oracle: { Glibc.tanh($0) }, bound: 1.2, checksum: 0x7302_028f_7505_5dcd,
    thresholds: [0, 0.625, -0.625, 9.01, 10, 0x1p-126])

  static let sigmoid = MeasuredFunction(
    name: "sigmoid", vector: { ElementFunction.sigmoid($0) },
    scalar: { ElementFunction.sigmoid($0) },
    oracle: { logistic($0) }, bound: 1.99, checksum: 0x2981_6b26_8e58_15e8,
    thresholds: [0, -16.28, -16.64, 17.33, 80, -87.34, -103.97, -104])

  static let softplus = MeasuredFunction(
    name: "softplus", vector: { ElementFunction.softplus($0) },
    scalar: { ElementFunction.softplus($0) },
    oracle: { $0.isNaN ? $0 : max($0, 0) + Glibc.log1p(Glibc.exp(-$0.magnitude)) }, bound: 2.42,
    checksum: 0x4d19_bb24_306d_e563, thresholds: [0, -16.64, 17.33, -87.34, -103.97, -104, 104])

  static let erf = MeasuredFunction(
    name: "erf", vector: { ElementFunction.erf($0) }, scalar: { ElementFunction.erf($0) },
    oracle: { Glibc.erf($0) }, bound: 1.14, checksum: 0xd7e7_64c3_3caa_6b52,
    thresholds: [0, 0.9375, -0.9375, 3.92, 4, 0x1p-126])

  static let gelu = MeasuredFunction(
    name: "gelu", vector: { ElementFunction.gelu($0) }, scalar: { ElementFunction.gelu($0) },
    oracle: { $0 == -.infinity ? -0.0 : $0 * 0.5 * Glibc.erfc($0 * -0.5.squareRoot()) },
    bound: 7.1, checksum: 0xa5db_5214_5d07_9683,
    thresholds: [0, -0.75, -5, -13, -14.3, -14.6, 14.6, 5])

  /// The unit is 2⁻²⁴ between −1.5 and −0.5, where the derivative crosses zero.
  static let geluDerivative = MeasuredFunction(
    name: "geluDerivative", vector: { ElementFunction.geluDerivative($0) },
    scalar: { ElementFunction.geluDerivative($0) },
    oracle: { derivativeOfGelu($0) }, bound: 5, checksum: 0x0b90_fb0b_9415_afb2,
    thresholds: [0, -0.5, -1.5, -5, -13, -14.3, -14.6, 14.6, 5])

  static let cos = MeasuredFunction(
    name: "cos", vector: { ElementFunction.cos($0) }, scalar: { ElementFunction.cos($0) },
    oracle: { Glibc.cos($0) }, bound: 1.54, checksum: 0xc16f_d74c_31e4_a159,
    thresholds: [
      0, 0.7853982, 1.5707964, 3.1415927, 4.712389, -1.5707964, 0x1p17, -0x1p17,
      .greatestFiniteMagnitude, 1.0850595e27,
    ])
}

private func logistic(_ x: Double) -> Double {
  let z = Glibc.exp(-x.magnitude)
  return x < 0 ? z / (1 + z) : 1 / (1 + z)
}

private func derivativeOfGelu(_ x: Double) -> Double {
  guard x.magnitude < .infinity else { return x < 0 ? 0 : (x > 0 ? 1 : x) }
  let density = 0.5 * 0.5.squareRoot() * M_2_SQRTPI * Glibc.exp(-0.5 * x * x)
  return 0.5 * Glibc.erfc(x * -0.5.squareRoot()) + x * density
}
