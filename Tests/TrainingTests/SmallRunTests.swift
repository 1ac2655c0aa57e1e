import Foundation
import SmallRuns
import Testing
import Training

/// The small runs on this machine; `.ci/check-processors` computes them on other processors.
///
/// Their digests are in `Tests/SmallRuns/Digests.txt`, as `sha256sum` writes them, and move only together with
/// `Versions.contract`. To write them anew:
///
///     LOCKSTEP_WRITE_DIGESTS=1 swift test --filter SmallRunTests
@Suite struct SmallRunTests {
  private static let file = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "SmallRuns/Digests.txt")

  /// The file that holds the digests of all runs.
  private static func found() throws -> String {
    var lines = ["# contract \(Versions.contract)"]
    for run in SmallRun.all {
      let bytes = try #require(run.words(), "\(run.name) diverged").flatMap { word in
        (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
      }
      lines.append("\(Digest(of: bytes))  \(run.name)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  @Test func `small runs have the digests of the contract's version`() throws {
    let found = try Self.found()
    if ProcessInfo.processInfo.environment["LOCKSTEP_WRITE_DIGESTS"] != nil {
      try Data(found.utf8).write(to: Self.file)
      return
    }
    let pinned = try String(contentsOf: Self.file, encoding: .utf8)
    let pairs = zip(found.split(separator: "\n"), pinned.split(separator: "\n"))
    for (found, pinned) in pairs { #expect(found == pinned) }
    #expect(found == pinned)
  }

  @Test func `names are names of files, each of one run`() {
    let names = SmallRun.all.map(\.name)
    #expect(Set(names).count == names.count)
    for name in names {
      #expect(name.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") })
    }
  }
}
