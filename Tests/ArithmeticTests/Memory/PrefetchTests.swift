import Arithmetic
import Testing

/// A prefetch is a hint: whatever is asked for, nothing changes and nothing fails.
@Suite struct PrefetchTests {
  @Test(arguments: [1, 12, 13, 40], [1, 256, 257, 600])
  func `a product has the same bits with a prefetch and without`(rows: Int, depth: Int) {
    let shape = PanelShape(rows: depth + 1, columns: 47)
    let right = panels(shape, seed: 1)
    let left = MarkedMatrix(rows: rows, columns: depth, pitch: depth + 3, seed: 2)
    let data = MarkedMatrix(rows: 50, columns: 70, pitch: 75, seed: 3)
    withExtendedLifetime((right, left, data)) {
      let before = [data.owner.view, left.owner.view, right.view].map(bits)
      func product(_ prefetch: RowPrefetch) -> [UInt32] {
        let output = MarkedMatrix(rows: rows, columns: 0, pitch: shape.paddedColumns, seed: 1)
        return withExtendedLifetime(output) {
          MatrixProduct.multiply(
            left.matrix, by: right.view, shape: shape, from: .lastRow, prefetch: prefetch,
            into: output.matrix)
          return bits(output.owner.view)
        }
      }
      let expected = product(.nothing)
      let usual = MatrixProduct.prefetchCalls(rows: rows, depth: depth, shape: shape)
      #expect(usual > 0)
      // The last ones are no rows of the data at all.
      for wanted in [[], [0], Array(0..<50), [49, 3, 3, 50, 51, .max]] as [[UInt32]] {
        for calls in [1, usual, 1000 * usual] {
          let order = Buffer(copying: wanted)
          let state = Buffer(
            copying: [
              RowPrefetch.State(rows: order.view, of: data.matrix, columns: 70, calls: calls)
            ])
          withExtendedLifetime((order, state)) {
            // Twice: the second finds most of it, or all, done.
            for _ in 0..<2 { #expect(product(RowPrefetch(state.view)) == expected) }
          }
        }
      }
      let idle = Buffer(copying: [RowPrefetch.State()])
      withExtendedLifetime(idle) { #expect(product(RowPrefetch(idle.view)) == expected) }
      #expect([data.owner.view, left.owner.view, right.view].map(bits) == before)
    }
  }
}
