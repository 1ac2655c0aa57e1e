/// The registers of a product: `rows` × `vectors` accumulators, every element one chain of fused
/// multiply-adds over the summed index in ascending order (rule 2).
///
/// The shape is a generic argument, so that each shape is compiled to straight-line code whose
/// accumulators are registers: 12 × 2 of 32 registers (AVX-512, NEON), 6 × 2 of 16 (AVX2).
/// Measured by the benchmark `Tile`.
struct Tile<let rows: Int, let vectors: Int> {
  typealias Accumulators = InlineArray<rows, InlineArray<vectors, Vector>>

  @inline(__always)
  static var zero: Accumulators {
    Accumulators(repeating: InlineArray<vectors, Vector>(repeating: Vector()))
  }

  /// Adds `depth` products to the accumulators: `sum[r] += left(r, k) · right[k]`.
  ///
  /// - Parameters:
  ///   - left: element (r, k) of the left operand lies at `left[r · rowStride + k · depthStride]`.
  ///   - right: row k, `vectors` vectors, lies at `right + k · rightStride` (in elements).
  @inline(__always)
  static func accumulate(
    _ sum: inout Accumulators, depth: Int,
    left: UnsafePointer<Float>, rowStride: Int, depthStride: Int,
    right: UnsafePointer<Float>, rightStride: Int
  ) {
    var left = left
    var right = UnsafeRawPointer(right)
    for _ in 0..<depth {
      var operand = InlineArray<vectors, Vector>(repeating: Vector())
      for v in 0..<vectors {
        operand[unchecked: v] = right.loadUnaligned(
          fromByteOffset: v &* MemoryLayout<Vector>.size, as: Vector.self)
      }
      for r in 0..<rows {
        let scalar = Vector(repeating: left[r &* rowStride])
        for v in 0..<vectors {
          sum[unchecked: r][unchecked: v] =
            sum[unchecked: r][unchecked: v].addingProduct(scalar, operand[unchecked: v])
        }
      }
      left += depthStride
      right += rightStride &* MemoryLayout<Float>.size
    }
  }

  @inline(__always)
  static func load(_ source: UnsafePointer<Float>, stride: Int) -> Accumulators {
    var sum = zero
    for r in 0..<rows {
      for v in 0..<vectors {
        sum[unchecked: r][unchecked: v] =
          UnsafeRawPointer(source + r &* stride + v &* Vector.scalarCount)
          .loadUnaligned(as: Vector.self)
      }
    }
    return sum
  }

  @inline(__always)
  static func store(_ sum: Accumulators, to target: UnsafeMutablePointer<Float>, stride: Int) {
    for r in 0..<rows {
      for v in 0..<vectors {
        UnsafeMutableRawPointer(target + r &* stride + v &* Vector.scalarCount)
          .storeBytes(of: sum[unchecked: r][unchecked: v], as: Vector.self)
      }
    }
  }

  /// `left + sum`, element by element: a node of the reduction tree.
  @inline(__always)
  static func add(left: Accumulators, to sum: inout Accumulators) {
    for r in 0..<rows {
      for v in 0..<vectors {
        sum[unchecked: r][unchecked: v] =
          left[unchecked: r][unchecked: v] + sum[unchecked: r][unchecked: v]
      }
    }
  }
}
