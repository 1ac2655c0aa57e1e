import Foundation
import Testing

/// The built command as a subprocess.
final class Command {
  struct Result {
    let code: Int32
    /// Whether a signal, and not the command itself, ended it; `code` is then its number.
    let wasKilled: Bool
    let output: String
    let errors: String

    var errorLines: [Substring] { errors.split(separator: "\n") }

    /// The object that `--json` prints.
    func object() throws -> [String: Any] {
      try #require(
        try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any],
        "no object: \(output) \(errors)")
    }

    func digest() throws -> String { try #require(try object()["digest"] as? String) }
  }

  struct TimedOut: Error {
    let arguments: [String]
  }

  /// Beside the test bundle in the build folder.
  private static let executable: URL? = Bundle.main.executableURL?
    .deletingLastPathComponent().appending(path: "lockstep")

  private let process = Process()
  private let streams: TemporaryFolder
  private let arguments: [String]

  /// Starts it.
  ///
  /// - Parameters:
  ///   - shell: run by sh with the command's path as `$0` and the arguments as `$@`.
  ///   - folder: the working folder.
  init(_ arguments: [String], in folder: TemporaryFolder, shell: String? = nil) throws {
    self.arguments = arguments
    streams = try TemporaryFolder()
    let executable = try #require(Self.executable)
    if let shell {
      process.executableURL = URL(filePath: "/bin/sh")
      process.arguments = ["-c", shell, executable.path] + arguments
    } else {
      process.executableURL = executable
      process.arguments = arguments
    }
    process.currentDirectoryURL = URL(filePath: folder.path)
    process.environment = ProcessInfo.processInfo.environment
      .merging(["COLUMNS": "80"]) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try Self.file(streams("output"))
    process.standardError = try Self.file(streams("errors"))
    try process.run()
  }

  static func run(
    _ arguments: [String], in folder: TemporaryFolder, shell: String? = nil
  ) throws -> Result {
    try Command(arguments, in: folder, shell: shell).wait()
  }

  /// What it has said so far on stderr.
  var errors: String { (try? streams.text("errors")) ?? "" }

  var identifier: Int32 { process.processIdentifier }

  func signal(_ number: Int32) {
    kill(process.processIdentifier, number)
  }

  /// Waits until `condition` holds while the command runs; false if it ended before.
  func wait(until condition: () -> Bool) throws -> Bool {
    let deadline = ContinuousClock.now + .seconds(60)
    while process.isRunning {
      if condition() { return true }
      guard ContinuousClock.now < deadline else {
        process.terminate()
        throw TimedOut(arguments: arguments)
      }
      usleep(1000)
    }
    return false
  }

  /// Waits for the end, at most a minute.
  func wait() throws -> Result {
    _ = try wait { false }
    process.waitUntilExit()
    return Result(
      code: process.terminationStatus, wasKilled: process.terminationReason == .uncaughtSignal,
      output: try streams.text("output"), errors: try streams.text("errors"))
  }

  private static func file(_ path: String) throws -> FileHandle {
    try Data().write(to: URL(filePath: path))
    return try FileHandle(forWritingTo: URL(filePath: path))
  }
}

/// Expects what every failure owes: its exit code, one error line at the end that mentions these
/// words, nothing on stdout.
func expectFailure(
  _ result: Command.Result, _ code: Int32, _ words: [String] = [],
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(!result.wasKilled, "\(result.errors)", sourceLocation: sourceLocation)
  #expect(result.code == code, "\(result.errors)", sourceLocation: sourceLocation)
  #expect(result.output == "", sourceLocation: sourceLocation)
  let last = result.errorLines.last ?? ""
  #expect(last.hasPrefix("error: "), "\(result.errors)", sourceLocation: sourceLocation)
  #expect(
    result.errorLines.count { $0.contains("error:") } == 1, "\(result.errors)",
    sourceLocation: sourceLocation)
  for word in words {
    #expect(last.contains(word), "\(last)", sourceLocation: sourceLocation)
  }
}
