import ArgumentParser
import Lockstep

/// `--workers 1,2,4` of `scale`.
enum WorkerCounts: ExpressibleByArgument {
  /// Powers of two up to the cores, and the cores.
  case automatic
  case list([Int])

  init?(argument: String) {
    if argument == "all" {
      self = .automatic
      return
    }
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    let counts = parts.compactMap { Int($0) }
    guard counts.count == parts.count,
      counts.allSatisfy({ $0 > 0 && $0 <= Team.maximumWorkers })
    else { return nil }
    self = .list(counts)
  }

  var defaultValueDescription: String { "all" }

  /// Ascending, each once.
  func counts(cores: Int) -> [Int] {
    switch self {
    case .list(let counts): return Set(counts).sorted()
    case .automatic:
      let powers = (0..<Int.bitWidth - 1).map { 1 << $0 }.prefix { $0 < cores }
      return powers + [cores]
    }
  }
}

/// The options of `scale` that say what is measured and how long.
struct MeasuringOptions: ParsableArguments {
  private static let defaults = MeasurementEffort()

  @Option(
    help: ArgumentHelp(
      "Worker counts to compare, such as 1,2,4; all: powers of two up to the cores.",
      valueName: "N,N|all"))
  var workers: WorkerCounts = .automatic

  @OptionGroup var participationOption: ParticipationOption

  @Flag(help: "Weak scaling: --batch rows for each worker, not for all together.")
  var weak = false

  @Option(help: "Measurements of each worker count, which take turns.")
  var rounds = defaults.rounds

  @Option(help: "Seconds of a measurement with the fewest workers.")
  var seconds = defaults.seconds

  @Option(help: "Steps of a measurement (default: as many as --seconds need).")
  var steps: Int?

  var effort: MeasurementEffort {
    MeasurementEffort(rounds: rounds, seconds: seconds, steps: steps)
  }

  func validate() throws {
    guard rounds > 0 && rounds <= 1000 else {
      throw ValidationError("--rounds: found \(rounds), expected a number from 1 to 1000")
    }
    guard seconds > 0 && seconds <= 3600 else {
      throw ValidationError("--seconds: found \(seconds), expected a number above 0, at most 3600")
    }
    if let steps {
      guard steps > 0 && steps <= 1 << 40 else {
        throw ValidationError("--steps: found \(steps), expected a number from 1 to \(1 << 40)")
      }
    }
  }
}
