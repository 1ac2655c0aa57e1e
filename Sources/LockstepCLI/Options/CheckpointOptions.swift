import ArgumentParser
import Lockstep

/// When `train` writes checkpoints; never changes bits.
struct CheckpointOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write a checkpoint after every N epochs (iterations of fista and owlqn).", valueName: "N"))
  var checkpointEpochs: Int?

  @Option(help: ArgumentHelp("Write a checkpoint after every N steps.", valueName: "N"))
  var checkpointSteps: Int?

  @Option(
    help: ArgumentHelp("Write a checkpoint N minutes after the last one.", valueName: "N"))
  var checkpointMinutes: Double?

  @Option(
    help: ArgumentHelp(
      "Checkpoints that stay, the newest; all: every one, so that verify can check stretches side by "
        + "side.", valueName: "N|all"))
  var checkpointKeep: KeptCheckpoints = .newest(3)

  func validate() throws {
    for (name, value) in [("epochs", checkpointEpochs), ("steps", checkpointSteps)] {
      guard value.map({ $0 > 0 }) ?? true else {
        throw ValidationError(
          "--checkpoint-\(name): found \(value ?? 0), expected a whole number, 1 or more")
      }
    }
    guard checkpointMinutes.map({ $0 > 0 && $0 < 1e9 }) ?? true else {
      throw ValidationError(
        "--checkpoint-minutes: found \(checkpointMinutes ?? 0), expected a number above 0")
    }
  }

  var plan: CheckpointPlan {
    CheckpointPlan(
      schedule: SnapshotSchedule(
        everyEpochs: checkpointEpochs, everySteps: checkpointSteps,
        every: checkpointMinutes.map { .seconds($0 * 60) }),
      keep: checkpointKeep.count)
  }
}
