import Dispatch
import Foundation
import Lockstep
import Synchronization

/// Turns SIGINT, SIGTERM and SIGHUP into an orderly end: the team under way is cancelled, which writes a
/// checkpoint; a second signal, or one before there is a team, ends the process at once. Signals
/// that follow the first within `oneWill` are the same: supervisors send to the process and then to
/// its group.
final class Interruption: Sendable {
  private struct State {
    var team: Team?
    var folder: RunFolder?
    /// The first signal.
    var received: (reason: CancellationReason, at: ContinuousClock.Instant)?
  }

  private static let oneWill = Duration.milliseconds(300)

  private let state = Mutex(State())
  // Read by no one: kept so that the sources live.
  nonisolated(unsafe) private let sources: [any DispatchSourceSignal]

  init() {
    unsafe sources = CancellationReason.ofSignals.compactMap { reason in
      let number = Self.exitCode(reason) - 128
      // What nohup asked for.
      if number == SIGHUP && Self.isIgnored(number) { return nil }
      signal(number, SIG_IGN)
      return DispatchSource.makeSignalSource(signal: number, queue: .global())
    }
    for source in unsafe sources {
      let number = Int32(source.handle)
      let reason = CancellationReason.ofSignals.first { Self.exitCode($0) == 128 + number }
      source.setEventHandler { [weak self] in self?.receive(reason ?? .interrupt) }
      source.resume()
    }
  }

  /// From now on a signal cancels `team`.
  func protect(_ team: Team) {
    let earlier = state.withLock { state in
      state.team = team
      return state.received?.reason
    }
    if let earlier { team.cancel(earlier) }
  }

  /// Opens the run's folder; from now on a signal before there is a team takes it back.
  ///
  /// In the lock: a signal meanwhile waits, so that no folder is left that it does not know.
  func opening(_ open: () throws -> RunFolder) rethrows -> RunFolder {
    try state.withLock { state in
      let folder = try open()
      state.folder = folder
      return folder
    }
  }

  /// The exit code of a command that `reason` ended.
  static func exitCode(_ reason: CancellationReason) -> Int32 {
    switch reason {
    case .task, .interrupt: 128 + SIGINT
    case .terminate: 128 + SIGTERM
    case .hangup: 128 + SIGHUP
    }
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    unsafe sigaction(number, nil, &action)
    guard let handler = unsafe action.__sigaction_handler.sa_handler else { return false }
    return unsafe unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  private func receive(_ reason: CancellationReason) {
    let now = ContinuousClock.now
    let (team, folder, first) = state.withLock { state in
      let first = state.received
      if first == nil { state.received = (reason, now) }
      return (first == nil ? state.team : nil, state.team == nil ? state.folder : nil, first)
    }
    let isSecond = first != nil
    if let first, now - first.at < Self.oneWill { return }
    if let team {
      team.cancel(reason)
    } else {
      folder?.discard()
      StandardError.write(
        isSecond
          ? "error: interrupted a second time; the run folder may be without its last checkpoint"
          : "error: interrupted before training began; nothing was written")
      // Not `exit`: other threads are still at work on what it would take down.
      _exit(Self.exitCode(reason))
    }
  }
}

extension CancellationReason {
  /// Those that a signal brings.
  fileprivate static let ofSignals: [CancellationReason] = [.interrupt, .terminate, .hangup]
}
