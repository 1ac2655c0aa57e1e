import Foundation
import Testing

@testable import LockstepCLI

/// Set LOCKSTEP_RECORD to write the snapshots anew.
@Suite struct HelpTests {
  @Test(arguments: [
    "", "train", "evaluate", "predict", "inspect", "path", "tune", "scale", "topology", "verify",
    "compare", "demo",
  ])
  func `help is as reviewed`(subcommand: String) throws {
    let folder = try TemporaryFolder()
    let arguments = subcommand.isEmpty ? [] : [subcommand]
    let result = try Command.run(arguments + ["--help"], in: folder)
    #expect(result.code == 0 && result.errors == "")
    let name = subcommand.isEmpty ? "lockstep" : subcommand
    let snapshot = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/help-\(name).txt")
    if ProcessInfo.processInfo.environment["LOCKSTEP_RECORD"] != nil {
      try Data(result.output.utf8).write(to: snapshot)
    }
    #expect(try result.output == String(contentsOf: snapshot, encoding: .utf8))
  }

  @Test func `the command alone shows its help`() throws {
    let folder = try TemporaryFolder()
    let bare = try Command.run([], in: folder)
    #expect(bare.code == 0)
    #expect(try bare.output == Command.run(["--help"], in: folder).output)
    let version = try Command.run(["--version"], in: folder)
    #expect(version.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil && version.code == 0)
  }

  @Test func `a configuration file may hold every option of its commands but itself`() throws {
    var found: [String: Bool] = [:]
    for command in ["train", "path", "tune"] {
      let help = try Command.run([command, "--help"], in: TemporaryFolder()).output
      for line in help.split(separator: "\n") {
        guard let match = line.prefixMatch(of: /\ \ (?:-h, )?--([a-z0-9-]+)( <)?/) else { continue }
        found[String(match.output.1)] = match.output.2 != nil
      }
    }
    for name in ["help", "version", "config"] { #expect(found.removeValue(forKey: name) != nil) }
    #expect(found == ConfigurationFile.optionNames)
  }
}
