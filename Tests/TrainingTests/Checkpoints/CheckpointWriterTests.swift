import Foundation
import Learning
import Synchronization
import Testing

@testable import Training

/// The thread that writes, with a disk that the test makes slow or full.
@Suite(.timeLimit(.minutes(1))) struct CheckpointWriterTests {
  /// What was written, and whether the next may be.
  final class Disk: Sendable {
    struct Full: Error, CustomStringConvertible {
      let path: String
      var description: String { "\(path): No space left on device" }
    }

    private let content = Mutex<(written: [Int], full: Set<Int>, warnings: [String])>(
      ([], [], []))
    /// One write each; nil: as fast as can be.
    private let permits: DispatchSemaphore?
    private let begun = DispatchSemaphore(value: 0)

    init(isSlow: Bool = false, fullAt: Set<Int> = []) {
      permits = isSlow ? DispatchSemaphore(value: 0) : nil
      content.withLock { $0.full = fullAt }
    }

    func waitForWrite() { begun.wait() }
    func permit(_ writes: Int) { for _ in 0..<writes { permits?.signal() } }

    var written: [Int] { content.withLock { $0.written } }
    var warnings: [String] { content.withLock { $0.warnings } }

    func writer(_ folder: CheckpointFolder, keep: Int?) -> CheckpointWriter {
      CheckpointWriter(
        folder: folder, keep: keep,
        onWarning: { text in self.content.withLock { $0.warnings.append(text) } }
      ) { snapshot, path in
        self.begun.signal()
        self.permits?.wait()
        let step = snapshot.progress.steps
        guard self.content.withLock({ !$0.full.contains(step) }) else { throw Full(path: path) }
        try Data("x".utf8).write(to: URL(filePath: path))
        self.content.withLock { $0.written.append(step) }
      }
    }
  }

  static func snapshot(_ step: Int) -> Snapshot {
    var progress = TrainingProgress()
    progress.steps = step
    return Snapshot(
      SnapshotArrays(ParameterLayout(CheckpointTests.network), states: 1, hasBest: false),
      progress: progress, chain: nil, seconds: 0)
  }

  static func folder(_ temporary: TemporaryFolder) -> CheckpointFolder {
    CheckpointFolder(path: temporary("checkpoint"))
  }

  @Test(arguments: [1, 3, nil])
  func `all is written at the end of a run, and as much stays as is asked for`(keep: Int?)
    async throws
  {
    let temporary = try TemporaryFolder()
    let disk = Disk()
    let writer = disk.writer(Self.folder(temporary), keep: keep)
    for step in 1...50 { writer.accept(Self.snapshot(step)) }
    await writer.finish(writingAll: true)
    #expect(disk.written.last == 50 && disk.written == disk.written.sorted())
    let steps = CheckpointFolderTests.steps(Self.folder(temporary))
    #expect(steps == Array((51 - (keep ?? 50))...50))
    #expect(disk.warnings.isEmpty)
  }

  @Test func `a slow disk costs checkpoints but the newest, and no time`() async throws {
    let temporary = try TemporaryFolder()
    let disk = Disk(isSlow: true)
    let writer = disk.writer(Self.folder(temporary), keep: 2)
    writer.accept(Self.snapshot(1))
    disk.waitForWrite()
    // None of them waits for the first, which is being written.
    for step in 2...20 { writer.accept(Self.snapshot(step)) }
    disk.permit(3)
    await writer.finish(writingAll: true)
    #expect(disk.written == [1, 19, 20])
    #expect(CheckpointFolderTests.steps(Self.folder(temporary)) == [19, 20])
  }

  @Test func `an interruption waits for what is being written and no more`() async throws {
    let temporary = try TemporaryFolder()
    let disk = Disk(isSlow: true)
    let writer = disk.writer(Self.folder(temporary), keep: nil)
    for step in 1...8 { writer.accept(Self.snapshot(step)) }
    weak var last: Snapshot?
    do {
      let snapshot = Self.snapshot(9)
      last = snapshot
      writer.accept(snapshot)
    }
    disk.waitForWrite()
    #expect(last != nil)
    let end = Task { await writer.finish(writingAll: false) }
    // Once it is gone, so is the line of those that wait.
    while last != nil { try await Task.sleep(for: .milliseconds(1)) }
    // Enough for what is to be left out.
    disk.permit(9)
    await end.value
    #expect(disk.written == [1])
  }

  @Test func `without any copy the thread ends`() async throws {
    let temporary = try TemporaryFolder()
    for writingAll in [false, true] {
      let disk = Disk()
      await disk.writer(Self.folder(temporary), keep: 1).finish(writingAll: writingAll)
      #expect(disk.written.isEmpty)
    }
    #expect(!FileManager.default.fileExists(atPath: temporary("checkpoint")))
  }

  @Test func `a full disk is told once, keeps what is there, and is tried again`() async throws {
    let temporary = try TemporaryFolder()
    let disk = Disk(isSlow: true, fullAt: [2, 3, 5])
    let writer = disk.writer(Self.folder(temporary), keep: 1)
    for step in 1...5 {
      writer.accept(Self.snapshot(step))
      disk.waitForWrite()
      if step == 3 {
        // Between the second and the third.
        #expect(CheckpointFolderTests.steps(Self.folder(temporary)) == [1])
      }
      disk.permit(1)
    }
    await writer.finish(writingAll: true)
    #expect(disk.written == [1, 4])
    #expect(CheckpointFolderTests.steps(Self.folder(temporary)) == [4])
    #expect(disk.warnings.count == 2)
    for (warning, step) in zip(disk.warnings, [2, 5]) {
      #expect(warning.contains("step-00000000000\(step).safetensors: No space left on device"))
      #expect(warning.hasSuffix("training goes on, and earlier checkpoints stay"))
    }
  }

  @Test func `a folder that cannot be made is a warning`() async throws {
    let temporary = try TemporaryFolder()
    try temporary.write([1], to: "checkpoint")
    let disk = Disk()
    let writer = disk.writer(Self.folder(temporary), keep: 1)
    for step in 1...3 { writer.accept(Self.snapshot(step)) }
    await writer.finish(writingAll: true)
    #expect(disk.written.isEmpty && disk.warnings.count == 1)
    #expect(disk.warnings.first?.contains(temporary("checkpoint")) ?? false)
  }
}
