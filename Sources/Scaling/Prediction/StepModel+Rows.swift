extension StepModel {
  /// A row for each worker count.
  ///
  /// - Parameters:
  ///   - counts: ascending, above 0.
  ///   - allTakePart: whether workers take part that only make a step longer.
  public func rows(
    workers counts: [Int], on target: PredictionTarget, allTakePart: Bool
  ) -> [PredictionRow] {
    let alone = terms(on: target.placement(workers: 1)).microseconds
    return counts.map { workers in
      let (count, terms) = participants(
        of: target.placement(workers: workers), all: allTakePart)
      let microseconds = terms.microseconds
      let speedup = microseconds > 0 ? alone / microseconds : 0
      return PredictionRow(
        workers: workers, participants: count, microsecondsPerStep: microseconds,
        samplesPerSecond: microseconds > 0 ? Double(work.rows) / microseconds * 1e6 : 0,
        speedup: speedup, efficiency: speedup / Double(workers), terms: terms, limit: terms.limit)
    }
  }
}
