/// How many workers.
public enum WorkerRule: Hashable, Sendable {
  /// One for each core: matrix products leave nothing for a second hardware thread.
  case perCore
  /// One for each hardware thread.
  case perThread
  /// One for each last cache.
  case perCache
  case count(Int)

  /// A word of `--workers` and of a profile: `per-core`, `per-thread`, `per-cache` or a number from 1 to
  /// `Placement.mostWorkers`; nil for any other.
  public init?(_ word: String) {
    switch word {
    case "per-core": self = .perCore
    case "per-thread": self = .perThread
    case "per-cache": self = .perCache
    default:
      guard let count = Int(word), (1...Placement.mostWorkers).contains(count) else { return nil }
      self = .count(count)
    }
  }
}

extension WorkerRule: CustomStringConvertible {
  public var description: String {
    switch self {
    case .perCore: "per-core"
    case .perThread: "per-thread"
    case .perCache: "per-cache"
    case .count(let count): "\(count)"
    }
  }
}
