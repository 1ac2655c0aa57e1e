import Foundation

/// Python's own `hashlib`, `json` and `struct`, as somebody without this program would read files.
///
/// Python is `$LOCKSTEP_PYTHON`, or `python3` on the search path.
enum Python {
  static let isPresent = (try? run("", []))?.status == 0
  static let hasSafetensors = (try? run("import safetensors.numpy, numpy", []))?.status == 0

  /// Runs a script with arguments; output is stdout without its last line break, or stderr if the
  /// script failed.
  static func run(
    _ script: String, _ arguments: [String]
  ) throws -> (status: Int32, output: String) {
    let python = ProcessInfo.processInfo.environment["LOCKSTEP_PYTHON"] ?? "python3"
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [python, "-c", script] + arguments
    let (output, errors) = (Pipe(), Pipe())
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
