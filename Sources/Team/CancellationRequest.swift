internal import Synchronization

/// The reason for which a team was told to stop for good, if it was.
final class CancellationRequest: Sendable {
  /// A reason's number, 0 for none.
  private let requested = Atomic<UInt8>(0)

  /// The first requested reason; else `task` inside a cancelled task.
  ///
  /// Acquiring: not needed for the reason itself, which is the whole message; it keeps what follows
  /// from moving ahead of it.
  var reason: CancellationReason? { requestedReason ?? (Task.isCancelled ? .task : nil) }

  /// The first requested reason, which counts for all later runs too.
  var requestedReason: CancellationReason? {
    CancellationReason(rawValue: requested.load(ordering: .acquiring))
  }

  var isRequested: Bool { requested.load(ordering: .acquiring) != 0 }

  /// Keeps the first reason. Async-signal-safe.
  ///
  /// Releasing: whoever sees the reason sees what led to it.
  func request(_ reason: CancellationReason) {
    _ = requested.compareExchange(
      expected: 0, desired: reason.rawValue, ordering: .acquiringAndReleasing)
  }
}
