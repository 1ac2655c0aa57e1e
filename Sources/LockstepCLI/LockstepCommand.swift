import ArgumentParser
import Lockstep

@main
struct LockstepCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lockstep",
    abstract: "Trains neural networks with L1 regularization on every core, with the same bits "
      + "for any number of cores.",
    version: Versions.program,
    subcommands: [Train.self, Evaluate.self, Predict.self, Inspect.self, Demo.self])

  static func main() async {
    do {
      let arguments = try ConfigurationFile.expand(Array(CommandLine.arguments.dropFirst()))
      var command = try parseAsRoot(arguments)
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      CommandEnd(error, for: LockstepCommand.self).exit()
    }
  }
}
