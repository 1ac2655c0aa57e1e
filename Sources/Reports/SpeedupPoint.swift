import Scaling

/// A row of a study or of a prediction as a mark in the picture.
struct SpeedupPoint {
  let workers: Double
  let speedup: Double
  /// By the quartiles of the time per step.
  let whisker: ClosedRange<Double>

  /// Nil for a row that has no place: not positive or not finite.
  init?(_ row: ScalingRow) {
    guard row.workers > 0, row.speedup > 0, row.speedup.isFinite else { return nil }
    workers = Double(row.workers)
    speedup = row.speedup
    let spread = row.microsecondsPerStepSpread
    let slow = row.speedup * row.microsecondsPerStep / spread.upperQuartile
    let fast = row.speedup * row.microsecondsPerStep / spread.lowerQuartile
    whisker =
      slow > 0 && fast.isFinite && slow <= row.speedup && row.speedup <= fast
      ? slow...fast : row.speedup...row.speedup
  }

  /// Nil for a row that has no place: not positive or not finite.
  init?(_ row: PredictionRow) {
    guard row.workers > 0, row.speedup > 0, row.speedup.isFinite else { return nil }
    workers = Double(row.workers)
    speedup = row.speedup
    // Nothing is known of its spread.
    whisker = row.speedup...row.speedup
  }
}
