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

  static var subcommandNames: [String] { configuration.subcommands.map { $0._commandName } }

  static func main() async {
    StandardStreams.prepare()
    let arguments = NegativeNumbers.joined(Array(CommandLine.arguments.dropFirst()))
    var file: ConfigurationFile?
    do {
      file = try ConfigurationFile(namedIn: arguments)
      var command = try parseAsRoot(
        file.map { ["train"] + $0.arguments + arguments.dropFirst() } ?? arguments)
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
