import ArgumentParser
import Lockstep

/// `--workers N|all`.
enum WorkerCount: Equatable, ExpressibleByArgument {
  case all
  case some(Int)

  init?(argument: String) {
    if argument == "all" {
      self = .all
    } else if let count = Int(argument), count > 0, count <= Team.maximumWorkers {
      self = .some(count)
    } else {
      return nil
    }
  }

  var defaultValueDescription: String {
    switch self {
    case .all: "all"
    case .some(let count): "\(count)"
    }
  }

  /// Starts the workers, and says on stderr if some could not be bound.
  func makeTeam() throws -> Team {
    let team =
      switch self {
      case .all: try Team()
      case .some(let count): try Team(workers: count)
      }
    if let warning = team.bindingWarning { StandardError.write("warning: \(warning)") }
    return team
  }
}

struct WorkerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Workers: a number from 1 to \(Team.maximumWorkers), or all for one per core. "
        + "The result is the same for any number.", valueName: "N|all"))
  var workers: WorkerCount = .all
}

struct ParticipationOption: ParsableArguments {
  @Option(
    help: "Workers that take part in a step; auto: as many as make it shortest. Never changes bits."
  )
  var participation: Participation = .automatic
}
