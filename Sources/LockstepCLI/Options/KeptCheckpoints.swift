import ArgumentParser

/// `--checkpoint-keep N|all`.
enum KeptCheckpoints: Equatable, ExpressibleByArgument {
  case newest(Int)
  case all

  init?(argument: String) {
    if argument == "all" {
      self = .all
    } else if let count = Int(argument), count > 0 {
      self = .newest(count)
    } else {
      return nil
    }
  }

  /// Nil: all.
  var count: Int? {
    switch self {
    case .newest(let count): count
    case .all: nil
    }
  }

  var defaultValueDescription: String { count.map { "\($0)" } ?? "all" }
}
