/// Linear least squares of a few unknowns.
enum LeastSquares {
  /// The x with the least ‖Σ xₖ·columnₖ − target‖², and that sum of squares.
  ///
  /// Modified Gram–Schmidt with the target as a last column, which is backward stable where the
  /// normal equations lose half of the digits (Björck 1967, doi 10.1007/BF01934122).
  ///
  /// - Precondition: columns and target are equally long; the columns are linearly independent.
  /// - Complexity: rows · columns² multiply-adds.
  static func solve(
    columns: [[Double]], target: [Double]
  ) -> (solution: [Double], squaredError: Double) {
    var columns = columns
    var rest = target
    // R of columns = Q·R, with Qᵀ·target beside it; the columns of Q are kept without their norms.
    var triangle = columns.map { _ in [Double](repeating: 0, count: columns.count) }
    var projections = columns.map { _ in 0.0 }
    for pivot in columns.indices {
      let square = dot(columns[pivot], columns[pivot])
      triangle[pivot][pivot] = 1
      for later in columns.indices where later > pivot {
        triangle[pivot][later] = dot(columns[pivot], columns[later]) / square
        subtract(triangle[pivot][later], columns[pivot], from: &columns[later])
      }
      projections[pivot] = dot(columns[pivot], rest) / square
      subtract(projections[pivot], columns[pivot], from: &rest)
    }
    var solution = projections
    for row in columns.indices.reversed() {
      for later in columns.indices where later > row {
        solution[row] -= triangle[row][later] * solution[later]
      }
    }
    return (solution, dot(rest, rest))
  }

  private static func dot(_ left: [Double], _ right: [Double]) -> Double {
    zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
  }

  private static func subtract(
    _ factor: Double, _ column: [Double], from other: inout [Double]
  ) {
    for index in other.indices { other[index] -= factor * column[index] }
  }
}
