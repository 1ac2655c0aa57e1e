import Foundation
import Lockstep

extension Scale {
  /// Measures costs here and prints what they mean on another machine.
  func predict(for argument: String) async throws {
    let topology = try Topology.load()
    let machine = try predictedMachine(argument)
    let cores = Placement.plan(
      machine.policy, on: machine.topology,
      quota: machine.topology.isThisMachine ? .ofThisProcess(on: topology) : nil
    ).workers
    let study = PredictionStudy(
      try workload(mostWorkers: 1),
      target: PredictionTarget(
        name: machine.name, topology: machine.topology, policy: machine.policy,
        memory: machine.memory),
      workerCounts: measuring.workers.counts(cores: cores), effort: measuring.effort, on: topology)
    let prediction = try await study.run(progress: showRound)
    if let svg { try WholeFile.write(PredictionPicture.svg(of: prediction), to: svg) }
    // The text says it itself.
    if json {
      for finding in prediction.noise { StandardError.write("warning: noisy: \(finding)") }
    }
    try StandardOutput.write(
      json ? try JSONFile.text(prediction) : PredictionText.text(prediction))
  }

  /// The machine that `--predict` names: `this`, that of a profile, or a file that hwloc's lstopo wrote.
  func predictedMachine(
    _ argument: String
  ) throws -> (
    name: String, topology: Topology, policy: PlacementPolicy, memory: MemoryPolicy
  ) {
    if argument == "this" {
      let settings = placementOptions.settings(try placementOptions.namedProfile())
      return (argument, try Topology.load(), settings.placement, settings.memory)
    }
    guard argument.hasSuffix(".xml") else {
      let profile: Profile
      do {
        profile = try Profile.find(argument)
      } catch ProfileError.unknown(let name, let known, let nearest) {
        let error = ProfileError.unknown(name: name, known: known, nearest: nearest)
        throw CommandEnd.usage("--predict: \(error); see Profiles/README.md")
      }
      let settings = placementOptions.settings(profile)
      return (argument, try profile.machine(), settings.placement, settings.memory)
    }
    let settings = placementOptions.settings(try placementOptions.namedProfile())
    return (argument, try .load(xml: argument), settings.placement, settings.memory)
  }
}
