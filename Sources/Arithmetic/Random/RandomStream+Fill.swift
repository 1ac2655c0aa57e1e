extension RandomStream {
  /// Writes uniform numbers in [0, 1): destination i becomes `uniform(element: first + i)`.
  ///
  /// - Complexity: about @UNIFORM@ ns an element with AVX-512.
  @inlinable
  public func fillUniform(_ destination: View<Float>, from first: UInt64) {
    fill(destination, from: first) { $0 * 0x1p-24 }
  }

  /// Writes `kept` where `uniform(element: first + i)` < `probability`, and +0 elsewhere.
  ///
  /// Dropout multiplies by this: probability 1 − p and kept 1⁄(1 − p).
  @inlinable
  public func fillKeepMask(
    _ destination: View<Float>, from first: UInt64, probability: Float, kept: Float
  ) {
    // Exact: both sides of the comparison uniform < probability times 2²⁴.
    let threshold = SIMD32<Float>(repeating: probability * 0x1p24)
    let keptBits = SIMD32<Int32>(repeating: Int32(bitPattern: kept.bitPattern))
    fill(destination, from: first) { scaled in
      let difference = unsafeBitCast(scaled - threshold, to: SIMD32<Int32>.self)
      return unsafeBitCast((difference &>> 31) & keptBits, to: SIMD32<Float>.self)
    }
  }

  /// Writes `transform` of the uniform numbers times 2²⁴, which are integers.
  @inlinable @inline(__always)
  func fill(
    _ destination: View<Float>, from first: UInt64,
    _ transform: (SIMD32<Float>) -> SIMD32<Float>
  ) {
    let count = destination.count
    precondition(
      first <= Self.elements && UInt64(count) <= Self.elements - first,
      "RandomStream: elements beyond 2⁵⁰")
    guard count > 0 else { return }
    let memory = UnsafeMutableRawPointer(destination.base)
    let stride = MemoryLayout<Float>.stride
    // Whole groups are stored at once; the first and the last may stick out on one side.
    var done = 0
    let skipped = Int(first & 3)
    var index = first >> 2
    if skipped != 0 {
      let group = transform(scaledUniforms(index: index))
      let here = min(count, SIMD32<Float>.scalarCount - skipped)
      for lane in 0..<here { destination.base[lane] = group[skipped + lane] }
      done = here
      index += UInt64(Philox.blocksAtOnce)
    }
    while done + SIMD32<Float>.scalarCount <= count {
      memory.storeBytes(
        of: transform(scaledUniforms(index: index)), toByteOffset: done * stride,
        as: SIMD32<Float>.self)
      done += SIMD32<Float>.scalarCount
      index += UInt64(Philox.blocksAtOnce)
    }
    if done < count {
      let group = transform(scaledUniforms(index: index))
      for lane in 0..<(count - done) { destination.base[done + lane] = group[lane] }
    }
  }

  /// 2²⁴ times the uniform numbers of the 32 elements from block `index` on.
  @inlinable @inline(__always)
  func scaledUniforms(index: UInt64) -> SIMD32<Float> {
    let words = philox.blocks(low: index, high: high) &>> 8
    return SIMD32<Float>(unsafeBitCast(words, to: SIMD32<Int32>.self))
  }
}
