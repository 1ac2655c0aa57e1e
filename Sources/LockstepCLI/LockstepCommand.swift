import ArgumentParser
import Lockstep

@main
struct LockstepCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lockstep",
    abstract: "Trains neural networks with L1 regularization on every core, with the same bits "
      + "for any number of cores.",
    version: Versions.program,
    subcommands: [
      Train.self, Evaluate.self, Predict.self, Inspect.self, Path.self, Tune.self, Scale.self,
      TopologyCommand.self, Verify.self, Compare.self, Demo.self,
    ])

  static var subcommandNames: [String] { configuration.subcommands.map { $0._commandName } }

  static func main() async {
    StandardStreams.prepare()
    let arguments = NegativeNumbers.joined(Array(CommandLine.arguments.dropFirst()))
    var file: ConfigurationFile?
    do {
      if let feature = InstructionSet.missingFeature() {
        throw CommandEnd(
          code: 70,
          message: "this build uses \(feature), which this processor does not have; build with "
            + "LOCKSTEP_CPU=x86-64-v3 (or x86-64) in the environment")
      }
      file = try ConfigurationFile(namedIn: arguments)
      var command = try parseAsRoot(
        file.map { arguments.prefix(1) + $0.arguments + arguments.dropFirst() } ?? arguments)
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      CommandEnd(error, arguments: arguments).located(in: file, arguments: arguments).exit()
    }
  }
}
