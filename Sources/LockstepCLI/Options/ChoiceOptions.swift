import ArgumentParser
import Lockstep

/// The options of `tune` that say how it chooses.
struct ChoiceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Folds of the cross-validation, or loo: as many as rows.", valueName: "K|loo"))
  var folds: FoldCount = .some(10)

  @Option(help: "The strength with the smallest loss, or the largest within its standard error.")
  var choice: TuneChoice = .oneStandardError

  @Option(
    help: ArgumentHelp(
      "Random halves of the rows to select columns on; 0: none.", valueName: "N"))
  var halfSamples = 0
}

/// `--folds K|loo`.
enum FoldCount: Equatable, ExpressibleByArgument {
  /// Leave one out.
  case all
  case some(Int)

  init?(argument: String) {
    if argument == "loo" {
      self = .all
    } else if let count = Int(argument) {
      self = .some(count)
    } else {
      return nil
    }
  }

  var defaultValueDescription: String {
    switch self {
    case .all: "loo"
    case .some(let count): "\(count)"
    }
  }

  func count(rows: Int) -> Int {
    switch self {
    case .all: rows
    case .some(let count): count
    }
  }
}
