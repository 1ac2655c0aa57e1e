import Foundation

/// The Python package `safetensors`, written by the format's authors.
///
/// Python is `$LOCKSTEP_PYTHON`, or `python3` on the search path.
enum PythonOracle {
  static let absence: String = "no Python with safetensors and numpy; set LOCKSTEP_PYTHON to one"

  static let isPresent =
    (try? run("import safetensors.numpy, numpy", []))?.status == 0

  /// Runs a script with arguments; output is stdout without its last line break, or stderr if the
  /// script failed.
  static func run(
    _ script: String, _ arguments: [String]
  ) throws -> (status: Int32, output: String) {
    let python = ProcessInfo.processInfo.environment["LOCKSTEP_PYTHON"] ?? "python3"
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [python, "-c", script] + arguments
    let output = Pipe()
    let errors = Pipe()
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    // Both are a few lines, less than a pipe holds.
    let text = output.fileHandleForReading.readDataToEndOfFile()
    let errorText = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let shown = process.terminationStatus == 0 ? text : errorText
    return (
      process.terminationStatus,
      String(decoding: shown, as: UTF8.self).trimmingCharacters(in: .newlines)
    )
  }
}
