internal import CInstructionSet

/// What a core can do at most: fused multiply-adds that depend on nothing but registers.
public enum PeakProbe {
  /// Floating-point operations, two a fused multiply-add, of `run(passes:)`.
  public static func operations(passes: Int) -> Double {
    Double(passes) * Double(2 * chains * Vector.scalarCount)
  }

  private static var chains: Int { Int(LOCKSTEP_TILE_ROWS) * PanelShape.panelVectors }

  /// Advances every chain `passes` times.
  ///
  /// - Parameter seed: any number below 1; not known to the compiler, so that nothing is computed
  ///   ahead.
  /// - Returns: a number that depends on every chain, so that none is left out.
  /// - Complexity: passes · chains fused multiply-adds of one vector; touches no memory.
  @inline(never)
  public static func run(passes: Int, seed: Float) -> Float {
    switch Int(LOCKSTEP_TILE_ROWS) {
    case 12: run(Rows12<TwoVectors>.self, passes: passes, seed: seed)
    case 6: run(Rows6<TwoVectors>.self, passes: passes, seed: seed)
    default: run(Rows4<TwoVectors>.self, passes: passes, seed: seed)
    }
  }

  @inline(__always)
  private static func run<T: Tile>(_: T.Type, passes: Int, seed: Float) -> Float {
    let seeds = Buffer<Float>(repeating: seed, count: max(T.rows, 2 * Vector.scalarCount))
    let results = Buffer<Float>(repeating: 0, count: T.rows * 2 * Vector.scalarCount)
    var sums = T()
    let operand = T.Row(at: seeds.view.base)
    let factors = UnsafePointer(seeds.view.base)
    // Sums grow to passes · seed², far from an infinity.
    for _ in 0..<passes { sums.addProducts(factors, stride: 0, operand) }
    sums.store(to: results.view.base, stride: T.Row.vectors * Vector.scalarCount)
    var result: Float = 0
    for index in results.view.indices { result += results.view[index] }
    return withExtendedLifetime((seeds, results)) { result }
  }
}
