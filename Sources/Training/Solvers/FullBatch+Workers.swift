import Learning

extension FullBatch {
  /// All rows of `data`, which must outlive the batch, as the work of a team.
  convenience init(
    _ layout: ParameterLayout, data: TrainingData, rowsPerShard: Int, workers: Int
  ) {
    self.init(
      layout, examples: data.examples, rowsPerShard: rowsPerShard,
      subtrees: StepPlan.subtrees(
        rows: data.rows, rowsPerShard: rowsPerShard, workers: workers, parameters: layout.count))
  }
}
