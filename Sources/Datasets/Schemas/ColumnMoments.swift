import Arithmetic

/// Means, variances, extremes and missing cells of all columns, by one walk over the rows each.
///
/// A sum runs over the training rows in their order, a missing cell adding nothing: blocks and tree
/// of `BlockSum`, so that the bits are those of `BlockSum.sum` over one column. Rows are walked for
/// all columns together because a column's cells lie far apart.
struct ColumnMoments {
  private(set) var means: [Double]
  private(set) var variances: [Double]
  private(set) var counts: [Int]
  private(set) var minima: [Double]
  private(set) var maxima: [Double]

  init(_ rows: TrainingRows) {
    let columns = rows.table.columns.count
    means = []
    variances = []
    counts = [Int](repeating: 0, count: columns)
    minima = [Double](repeating: .infinity, count: columns)
    maxima = [Double](repeating: -.infinity, count: columns)

    let cells = rows.table.cells.view
    for index in 0..<rows.count {
      let start = rows[index] * columns
      for column in 0..<columns {
        let value = cells[start + column]
        if value.isNaN { continue }
        counts[column] += 1
        minima[column] = min(minima[column], value)
        maxima[column] = max(maxima[column], value)
      }
    }
    let counts = counts
    means = zip(Self.sums(rows) { value, _ in value }, counts).map { $0 / Double($1) }
    let means = means
    let squares = Self.sums(rows) { value, column in
      let deviation = value - means[column]
      return deviation * deviation
    }
    variances = zip(squares, counts).map { $0 / Double($1) }
  }

  /// Two passes: the squares of deviations from a known mean lose nothing to cancellation.
  @inline(__always)
  private static func sums(_ rows: TrainingRows, of term: (Double, Int) -> Double) -> [Double] {
    let columns = rows.table.columns.count
    let cells = rows.table.cells.view
    let blocks = BlockSum.blocks(count: rows.count)
    let partial = Buffer<Double>(repeating: 0, count: columns * blocks)
    var chains = [Double](repeating: 0, count: columns)
    for block in 0..<blocks {
      for column in 0..<columns { chains[column] = 0 }
      for index in BlockSum.range(ofBlock: block, count: rows.count) {
        let start = rows[index] * columns
        for column in 0..<columns {
          let value = cells[start + column]
          if !value.isNaN { chains[column] += term(value, column) }
        }
      }
      for column in 0..<columns { partial.view[column * blocks + block] = chains[column] }
    }
    return (0..<columns).map { column in
      BlockSum.combine(partial.view[column * blocks..<(column + 1) * blocks])
    }
  }
}
