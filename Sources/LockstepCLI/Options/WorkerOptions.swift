import ArgumentParser
import Lockstep

/// How many workers there are, and where.
struct WorkerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Workers: a number from 1 to \(Placement.mostWorkers), all (or per-core) for one per core, "
        + "per-thread, or per-cache for one per last cache. The result is the same for any number. "
        + "(default: all, or what --profile says)", valueName: "N|all|…"))
  var workers: WorkerRule?

  @OptionGroup var placementOptions: PlacementOptions

  /// What this machine can give.
  func plan() throws -> Placement {
    let topology = try Topology.load()
    let profile = try placementOptions.namedProfile()
    let settings = placementOptions.settings(profile, workers: workers)
    if let profile, let note = Self.strangeness(of: profile, on: topology) {
      StandardError.write("note: \(note)")
    }
    return Placement.plan(
      settings.placement, memory: settings.memory, on: topology,
      quota: .ofThisProcess(on: topology))
  }

  /// Starts the workers, and says on stderr what could not be had.
  func makeTeam() throws -> Team {
    let placement = try plan()
    // A number that was asked for is had, however crowded.
    if case .count = placement.policy.workers {
    } else {
      for shortfall in placement.shortfalls { StandardError.write("note: \(shortfall)") }
    }
    let team = try Team(placement: placement)
    if let warning = team.bindingWarning { StandardError.write("warning: \(warning)") }
    return team
  }

  /// Nil where the profile was written for a machine of this size, or does not say for which.
  static func strangeness(of profile: Profile, on topology: Topology) -> String? {
    guard profile.topology != nil else { return nil }
    let machine: Topology
    do {
      machine = try profile.machine()
    } catch {
      return "the profile \(profile.name)'s topology is of no use: \(error)"
    }
    guard
      machine.cores.count != topology.cores.count
        || machine.memoryNodes.count != topology.memoryNodes.count
    else { return nil }
    func size(_ topology: Topology) -> String {
      "\(topology.cores.count) cores in \(topology.memoryNodes.count) NUMA node"
        + (topology.memoryNodes.count == 1 ? "" : "s")
    }
    return "the profile \(profile.name) was written for \(size(machine)); "
      + (topology.isThisMachine ? "this machine has " : "the one shown has ") + size(topology)
  }
}

struct ParticipationOption: ParsableArguments {
  @Option(
    help: "Workers that take part in a step; auto: as many as make it shortest. Never changes bits."
  )
  var participation: Participation = .automatic
}
