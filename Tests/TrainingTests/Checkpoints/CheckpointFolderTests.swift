import Foundation
import Interchange
import Learning
import Testing

@testable import Training

@Suite struct CheckpointFolderTests {
  /// A folder with files of these steps, negative ones of interruptions; no checkpoint is in them.
  static func folder(_ steps: [Int], in temporary: TemporaryFolder) throws -> CheckpointFolder {
    let folder = CheckpointFolder(path: temporary.path)
    for step in steps {
      try Data("x".utf8).write(
        to: URL(filePath: folder.path(step: abs(step), isOfInterruption: step < 0)))
    }
    return folder
  }

  static func steps(_ folder: CheckpointFolder) -> [Int] {
    folder.entries.map { $0.isOfInterruption ? -$0.step : $0.step }
  }

  @Test func `files are sorted by steps and others are left out`() throws {
    let temporary = try TemporaryFolder()
    let folder = try Self.folder([1_000_000_000_000, 9, 10, -10, 0], in: temporary)
    for name in ["step-.safetensors", "step-x.safetensors", "step-3.safetensor", "other"] {
      try temporary.write([1], to: name)
    }
    #expect(Self.steps(folder) == [0, 9, -10, 10, 1_000_000_000_000])
    #expect(
      folder.path(step: 1234) == temporary("step-000000001234.safetensors"))
    #expect(
      CheckpointFolder(path: temporary("none")).entries.isEmpty)
  }

  @Test(arguments: [
    (1, [-25, 30, 40, 90]), (2, [20, -25, 30, 40, 90]), (9, [10, 20, -25, 30, 40, 90]),
  ])
  func `the newest up to a step stay, and all of the other kind and after it`(
    keep: Int, left: [Int]
  ) throws {
    let temporary = try TemporaryFolder()
    // Those at 40 and 90 were not intact when the run went on from 20.
    let folder = try Self.folder([10, 20, -25, 30, 40, 90], in: temporary)
    folder.prune(keeping: keep, upTo: 30, ofInterruptions: false)
    #expect(Self.steps(folder) == left)
  }

  @Test func `those of interruptions go, and the folder if it is empty`() throws {
    let temporary = try TemporaryFolder()
    let folder = try Self.folder([10, -25, -30], in: temporary)
    folder.prune(keeping: 1, upTo: 30, ofInterruptions: true)
    #expect(Self.steps(folder) == [10, -30])
    folder.removeInterruptions()
    #expect(Self.steps(folder) == [10])
    let other = CheckpointFolder(path: temporary("checkpoint"))
    try FileManager.default.createDirectory(
      atPath: other.path, withIntermediateDirectories: true)
    _ = try Self.folder([-7], in: temporary)
    other.removeInterruptions()
    #expect(!FileManager.default.fileExists(atPath: other.path))
  }

  @Test func `the newest that is whole is found, and what is skipped is named`() throws {
    let temporary = try TemporaryFolder()
    let folder = try Self.folder([30, -40], in: temporary)
    for step in [10, 20] {
      var checkpoint = try CheckpointTests.checkpoint(.adam, hasBest: false)
      checkpoint.state.progress.steps = step
      try checkpoint.write(to: folder.path(step: step), network: CheckpointTests.network)
    }
    var skipped: [String] = []
    let found = try folder.newestIntact { _ in
      nil
    } onSkip: {
      skipped.append("\($0)")
    }
    #expect(found?.state.progress.steps == 20)
    #expect(skipped.count == 2)
    #expect(skipped[0].contains("step-000000000040-interrupted.safetensors"))
    #expect(skipped[1].contains("step-000000000030.safetensors"))
    _ = try Self.folder([10, 20], in: temporary)
    skipped = []
    let none = try folder.newestIntact { _ in
      nil
    } onSkip: {
      skipped.append("\($0)")
    }
    #expect(none == nil)
    #expect(skipped.count == 4)
  }

  @Test(arguments: [
    ("contractVersion", RunError.otherContract(path: "", found: 9)),
    ("formatVersion", RunError.newerFormat(path: "", found: 9)),
  ])
  func `what another program wrote is no damage to be skipped`(
    key: String, expected: RunError
  ) throws {
    let temporary = try TemporaryFolder()
    let folder = try Self.folder([], in: temporary)
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true)
    let path = folder.path(step: 10)
    try CheckpointTests.checkpoint(.adam, hasBest: false).write(
      to: path, network: CheckpointTests.network)
    let bytes = Array(try Data(contentsOf: URL(filePath: path)))
    let file = try SealedTensors.open(bytes, path: path, required: true)
    var metadata = file.metadata
    metadata[key] = "9"
    let other = SealedTensors.sealed(SafetensorsFile(tensors: file.tensors, metadata: metadata))
    try Data(other).write(to: URL(filePath: path))
    let error = #expect(throws: RunError.self) {
      try folder.newestIntact { _ in
        nil
      } onSkip: { _ in
      }
    }
    #expect(error?.exitCode == expected.exitCode)
    #expect("\(try #require(error))".contains("9"))
    #expect(FileManager.default.fileExists(atPath: path))
  }

  @Test func `what a killed process left unfinished goes`() throws {
    let temporary = try TemporaryFolder()
    let folder = try Self.folder([10], in: temporary)
    try temporary.write([1], to: ".lockstep-1f.unfinished")
    folder.removeUnfinished()
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: temporary.path)
        == ["step-000000000010.safetensors"])
    CheckpointFolder(path: temporary("none")).removeUnfinished()
  }
}
