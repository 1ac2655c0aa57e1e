/// How the rows of a minibatch are split over workers on cores of several kinds.
public enum SplitRule: String, CaseIterable, Sendable {
  case even
  /// By `CoreKind.reportedSpeed`.
  case reported
  /// By fused multiply-adds that each worker does in a moment before training, all at the same time.
  case measured
}
