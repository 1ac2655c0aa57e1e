extension ColumnMoments {
  /// The statistics of a numeric column with at least one cell.
  ///
  /// A constant column has its value as mean and 1 as standard deviation, whatever the sums say:
  /// they may miss both by a rounding, and dividing by that would make noise of it.
  ///
  /// - Throws: `badData` where sums of such large numbers leave binary64.
  func statistics(
    of slot: Int, in rows: TrainingRows, _ scaling: Scaling
  ) throws(DatasetError) -> NumericStatistics {
    let isConstant = minima[slot] == maxima[slot]
    let deviation = variances[slot].squareRoot()
    let statistics = NumericStatistics(
      mean: isConstant ? minima[slot] + 0 : means[slot],
      standardDeviation: isConstant || deviation == 0 ? 1 : deviation,
      minimum: minima[slot], maximum: maxima[slot], scaling: scaling,
      hasMissing: counts[slot] < rows.count)
    guard statistics.isValid else {
      let column = rows.table.columns[slot]
      throw DatasetError(
        .badData, path: rows.table.table.path,
        found: "numbers from \(minima[slot]) to \(maxima[slot]) in column "
          + Quotation.quoted(column.name),
        expected: "expected numbers whose variance is finite",
        advice: "write the column in another unit")
    }
    return statistics
  }
}
