/// Functions of one number, the same bits on every machine (rule 7).
///
/// They are made of +, −, ×, ÷, fused multiply-add, comparisons and integer operations alone, in
/// the order written here; no table, no libm, no estimate instruction. The vector forms hold the
/// same operations in every lane, and the binary32 scalar forms are lane 0 of the vector forms, so
/// that a remainder of a row gets the bits that a full vector gets.
///
/// A NaN in is a NaN out. Zeros, infinities and subnormals (in and out) are as IEEE 754-2019 §9.2
/// recommends. Coefficients are minimax fits (Remez) of our own: the doc comment of each kernel
/// names interval, weight and error of the fit, which is all that is needed to find them again.
///
/// Errors are in units in the last place of the exact result. Those of binary32 are the largest
/// over all 2³² arguments, measured against glibc's binary64 and rounded up.
public enum ElementFunction {
  /// The integers as wide as the lanes of `Vector`: bit patterns, exponents and masks.
  ///
  /// A mask is all ones or all zeros, made by an arithmetic shift of a sign. `SIMDMask` is not
  /// used: its `replacing` is split into quarters of a register where the optimizer loses track.
  public typealias Lanes = Vector.MaskStorage

  @inlinable @inline(__always)
  static func bits(_ x: Vector) -> Lanes { unsafeBitCast(x, to: Lanes.self) }

  @inlinable @inline(__always)
  static func vector(_ bits: Lanes) -> Vector { unsafeBitCast(bits, to: Vector.self) }

  /// `mask ? chosen : otherwise`, lane by lane.
  @inlinable @inline(__always)
  static func select(_ mask: Lanes, _ chosen: Vector, _ otherwise: Vector) -> Vector {
    vector((bits(chosen) & mask) | (bits(otherwise) & ~mask))
  }

  /// All ones where the sign bit of `lanes` is set.
  @inlinable @inline(__always)
  static func signMask(_ lanes: Lanes) -> Lanes { lanes &>> 31 }

  @inlinable @inline(__always)
  static func magnitude(_ x: Vector) -> Vector { vector(bits(x) & Int32.max) }

  /// min(|x|, limit), and `limit` for NaN: to be followed by `propagatingNaN`.
  ///
  /// `pointwiseMin` is not used: it does not say which operand it returns beside a NaN.
  @inlinable @inline(__always)
  static func magnitude(_ x: Vector, atMost limit: Vector) -> Vector {
    let t = magnitude(x)
    return select(signMask(bits(limit) &- bits(t)), limit, t)
  }

  @inlinable @inline(__always)
  static func magnitude(_ x: Vector, atMost limit: Float) -> Vector {
    magnitude(x, atMost: Vector(repeating: limit))
  }

  /// t > limit, for t and limit ≥ +0: then floats are ordered as their bits. True of NaN.
  @inlinable @inline(__always)
  static func isAbove(_ t: Vector, _ limit: Float) -> Lanes {
    signMask(bits(Vector(repeating: limit)) &- bits(t))
  }

  /// x where it is a NaN, `result` elsewhere.
  @inlinable @inline(__always)
  static func propagatingNaN(of x: Vector, _ result: Vector) -> Vector {
    select(isAbove(magnitude(x), .infinity), x, result)
  }

  /// `magnitude ≥ 0` with the sign of `sign`.
  @inlinable @inline(__always)
  static func withSign(of sign: Vector, _ magnitude: Vector) -> Vector {
    vector(bits(magnitude) | (bits(sign) & Int32.min))
  }

  /// One step of Horner's scheme: coefficient + higher·x, fused.
  ///
  /// `higher` is the first factor. Swift's SIMD operators reach LLVM as one operation per lane, and
  /// the pass that joins them again follows the first operand first: with x first, of which every
  /// step holds a copy, it gives up, and exp takes 2.3 ns an element instead of 0.26 (AVX-512).
  @inlinable @inline(__always)
  static func step(_ coefficient: Float, _ x: Vector, _ higher: Vector) -> Vector {
    Vector(repeating: coefficient).addingProduct(higher, x)
  }
}
