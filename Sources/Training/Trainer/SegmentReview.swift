/// Decides after a segment of a run who goes on with it. In training that is `CrowdReview`; tests hand runs over
/// at steps of their choice.
protocol SegmentReview {
  /// The segment before the next review.
  var next: Segment { get }

  /// - Parameter workers: that took part since the last review.
  /// - Returns: nil where they had best go on as they are.
  mutating func workers(after workers: RunWorkers) async -> RunWorkers?
}
