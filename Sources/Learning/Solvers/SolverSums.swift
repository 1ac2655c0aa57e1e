import Arithmetic

/// Sums over all parameters that a solver's decisions depend on, in binary64 and in network order: fixed
/// blocks and the tree (rule 9), so that neither workers nor the width of a vector can change a bit.
public final class SolverSums: Sendable {
  /// Where the parameters of network order lie; of biases the complement.
  private let offsets: Buffer<Int>
  private let partial: Buffer<Double>
  /// Blocks of parameters, to be divided among the workers.
  public let blocks: Int

  /// - Parameter count: how many sums there are.
  public init(_ layout: ParameterLayout, count: Int) {
    var offsets: [Int] = []
    offsets.reserveCapacity(layout.network.parameters)
    layout.forEachInNetworkOrder { offset, isBias in offsets.append(isBias ? ~offset : offset) }
    self.offsets = Buffer(copying: offsets)
    blocks = BlockSum.blocks(count: offsets.count)
    partial = Buffer(repeating: 0, count: count * blocks)
  }

  /// Writes some blocks of sum `index`.
  ///
  /// - Parameter term: of the parameter at an offset; whether it is a bias.
  @inline(__always)
  func write(_ index: Int, blocks own: Range<Int>, of term: (Int, Bool) -> Double) {
    let (offsets, partial) = (offsets.view, partial.view)
    for block in own {
      let range = BlockSum.range(ofBlock: block, count: offsets.count)
      var chain = 0.0
      var place = range.lowerBound
      while place < range.upperBound {
        let offset = offsets[place]
        chain += offset < 0 ? term(~offset, true) : term(offset, false)
        place &+= 1
      }
      partial[index &* blocks &+ block] = chain
    }
  }

  /// Writes some blocks of the sum `index` of products a·b.
  func writeProduct(_ index: Int, _ a: View<Float>, _ b: View<Float>, blocks own: Range<Int>) {
    write(index, blocks: own) { offset, _ in Double(a[offset]) * Double(b[offset]) }
  }

  /// Sum `index`, once all of its blocks are written.
  public subscript(index: Int) -> Double {
    BlockSum.combine(partial.view[index &* blocks..<(index &+ 1) &* blocks])
  }
}
