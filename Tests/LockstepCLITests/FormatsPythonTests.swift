import Foundation
import Testing

/// The files of a run as Python's `json`, `hashlib` and `safetensors` read them: every digest by the rules
/// that the article "Formats" documents.
@Suite struct FormatsPythonTests {
  private static let reader =
    (try? String(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Fixtures/read_run.py"), encoding: .utf8)) ?? "raise SystemExit(1)"

  @Test(
    .enabled(
      if: DigestPythonTests.isPresent, "no Python with safetensors and numpy; set LOCKSTEP_PYTHON"))
  func `receipt, checkpoints and model are read without our code`() throws {
    let folder = try TemporaryFolder()
    try folder.makeFiles(["good.csv"])
    let result = try Command.run(
      [
        "train", "good.csv", "--quiet", "--json", "--epochs", "6", "--hidden", "150,140", "--run",
        "r", "--validation-fraction", "0.2", "--patience", "6", "--checkpoint-epochs", "2",
        "--checkpoint-keep", "all",
      ], in: folder)
    let checkpoints = try folder.content().filter { $0.hasPrefix("r/checkpoint/") }
    #expect(checkpoints.count == 3)
    let (code, output) = try DigestPythonTests.run(
      Self.reader, [folder("r")] + checkpoints.map { folder($0) })
    #expect(code == 0)
    #expect(try output == result.digest() + "\n")
  }
}
