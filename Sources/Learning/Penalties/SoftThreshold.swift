import Arithmetic

/// The proximal map of the absolute value.
enum SoftThreshold {
  /// sign(w)·max(|w| − threshold, 0), +0 where the maximum is 0, NaN for NaN.
  @inline(__always)
  static func apply(_ threshold: Vector, to weight: Vector) -> Vector {
    let magnitude = weight.replacing(with: -weight, where: weight .< 0) - threshold
    let shrunk = magnitude.replacing(with: -magnitude, where: weight .< 0)
    return shrunk.replacing(with: Vector(), where: magnitude .<= 0)
  }
}
