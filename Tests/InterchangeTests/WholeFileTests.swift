import Foundation
import Interchange
import Testing

@Suite struct WholeFileTests {
  @Test func `a file is created, replaced and read`() throws {
    let folder = try TemporaryFolder()
    for content in [[], [1, 2, 3], [UInt8](repeating: 7, count: 1_000_000), [9]] as [[UInt8]] {
      try WholeFile.write(content, to: folder("x"))
      #expect(try WholeFile.read(folder("x")) == content)
    }
    try WholeFile.write("zwölf\n", to: folder("text"))
    #expect(try WholeFile.read(folder("text")) == Array("zwölf\n".utf8))
    #expect(try folder.names() == ["text", "x"])
  }

  @Test func `a name of the greatest length is written`() throws {
    let folder = try TemporaryFolder()
    let name = String(repeating: "n", count: 255)
    try WholeFile.write([1], to: folder(name))
    #expect(try folder.names() == [name])
  }

  @Test func `a link stays and the file behind it is replaced`() throws {
    let folder = try TemporaryFolder()
    try Folder.create(folder("deep"))
    try WholeFile.write([1], to: folder("deep/file"))
    try FileManager.default.createSymbolicLink(
      atPath: folder("link"), withDestinationPath: "deep/file")
    try WholeFile.write([2], to: folder("link"))
    #expect(try WholeFile.read(folder("deep/file")) == [2])
    #expect(try folder.names() == ["deep", "link"])
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder("link")) == "deep/file")
  }

  @Test func `readers see the old content or the new one`() async throws {
    let folder = try TemporaryFolder()
    let path = folder("x")
    let contents = [1, 2].map { [UInt8](repeating: $0, count: 100_000) }
    try WholeFile.write(contents[0], to: path)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for content in contents {
        group.addTask { for _ in 0..<30 { try WholeFile.write(content, to: path) } }
      }
      for _ in 0..<100 {
        let read = try? WholeFile.read(path)
        #expect(contents.contains(read ?? []))
      }
      try await group.waitForAll()
    }
    #expect(try folder.names() == ["x"])
  }

  @Test func `where no file can be, the error is of exit code 73`() throws {
    let folder = try TemporaryFolder()
    try WholeFile.write([1], to: folder("file"))
    for path in [
      folder("missing/x"), folder("file/x"), folder.path, "/proc/lockstep", "", folder("file/"),
      folder("a\0b"), folder(String(repeating: "n", count: 256)),
    ] {
      let error = #expect(throws: FileError.self) { try WholeFile.write([2], to: path) }
      #expect(error?.exitCode == 73, "\(path): \(error.map(\.description) ?? "")")
    }
    #expect(try folder.names() == ["file"])
    #expect(try WholeFile.read(folder("file")) == [1])
  }

  @Test func `a device that is full gives exit code 74 and stays a device`() throws {
    let error = #expect(throws: FileError.self) { try WholeFile.write([1], to: "/dev/full") }
    #expect(error == .writeFailed(path: "/dev/full", reason: SystemError(code: ENOSPC)))
    #expect(error?.exitCode == 74)
    #expect(
      error?.description
        == "/dev/full: cannot be written: No space left on device; look at the disk or name "
        + "another place")
    #expect(throws: FileError.isDevice(path: "/dev/full")) { try WholeFile.read("/dev/full") }
    try WholeFile.write([1], to: "/dev/null")
  }

  @Test(.enabled(if: SmallDisk.canMount, Comment(rawValue: SmallDisk.absence)))
  func `on a full disk the old file stays and the temporary one goes`() throws {
    let disk = try SmallDisk()
    let path = disk.path + "/x"
    try WholeFile.write([1, 2, 3], to: path)
    let error = #expect(throws: FileError.self) {
      try WholeFile.write([UInt8](repeating: 0, count: 1_000_000), to: path)
    }
    #expect(error == .writeFailed(path: path, reason: SystemError(code: ENOSPC)))
    #expect(try WholeFile.read(path) == [1, 2, 3])
    #expect(try disk.names() == ["x"])
    try WholeFile.write([4], to: path)
    #expect(try WholeFile.read(path) == [4])
  }

  @Test func `what killed processes left is removed, and nothing else`() throws {
    let folder = try TemporaryFolder()
    for name in ["x", ".lockstep-12ab.unfinished", ".lockstep-notes", "a.unfinished"] {
      try WholeFile.write([1], to: folder(name))
    }
    try WholeFile.removeUnfinished(in: folder.path)
    #expect(try folder.names() == [".lockstep-notes", "a.unfinished", "x"])
  }

  @Test func `what cannot be read is named`() throws {
    let folder = try TemporaryFolder()
    try WholeFile.write([1], to: folder("file"))
    func error(_ path: String) -> FileError? {
      #expect(throws: FileError.self) { try WholeFile.read(path) }
    }
    #expect(error(folder("x")) == .missing(path: folder("x")))
    #expect(error(folder("x"))?.exitCode == 66)
    #expect(error(folder("file/x")) == .missing(path: folder("file/x")))
    #expect(error("") == .missing(path: ""))
    #expect(error("")?.description == "'': no such file; look at the path")
    #expect(error(folder.path) == .isDirectory(path: folder.path))
    #expect(error(folder.path)?.exitCode == 66)
    #expect(error("/dev/zero") == .isDevice(path: "/dev/zero"))
    #expect(error("a\0b")?.exitCode == 74)
    // Readable by its permissions, not by the kernel.
    #expect(
      error("/proc/self/mem") == .readFailed(path: "/proc/self/mem", reason: SystemError(code: EIO))
    )
    #expect(
      error("/proc/self/mem")?.description == "/proc/self/mem: cannot be read: Input/output error")
    #expect(error("new\nline")?.description == "new\\u{a}line: no such file; look at the path")
  }

  @Test func `a file of nothing but holes, larger than memory, is refused at once`() throws {
    let folder = try TemporaryFolder()
    try WholeFile.write([1], to: folder("holes"))
    let bytes = Int(truncate(folder("holes"), 1 << 43) == 0 ? 1 << 43 : 0)
    // Not every file system takes files of that length.
    guard bytes > 0 else { return }
    let error = #expect(throws: FileError.self) { try WholeFile.read(folder("holes")) }
    guard case .tooLarge(_, bytes, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(error?.exitCode == 65)
  }

  @Test func `files of unknown size are read to their end`() throws {
    #expect(try WholeFile.read("/proc/self/status").count > 100)
  }
}
