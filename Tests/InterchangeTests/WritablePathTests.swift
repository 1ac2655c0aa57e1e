import Foundation
import Interchange
import Testing

/// Finding out beforehand whether a file can be written.
@Suite struct WritablePathTests {
  @Test func `a new file may be written, and is not made`() throws {
    let folder = try TemporaryFolder()
    try WholeFile.requireWritable(folder("new"))
    #expect(try folder.names() == [])
  }

  @Test func `a file that exists keeps its content and its time`() throws {
    let folder = try TemporaryFolder()
    try WholeFile.write([1, 2, 3], to: folder("x"))
    let past = Date(timeIntervalSince1970: 1_000_000_000)
    try FileManager.default.setAttributes([.modificationDate: past], ofItemAtPath: folder("x"))
    try WholeFile.requireWritable(folder("x"))
    #expect(try WholeFile.read(folder("x")) == [1, 2, 3])
    let attributes = try FileManager.default.attributesOfItem(atPath: folder("x"))
    #expect(attributes[.modificationDate] as? Date == past)
    #expect(try folder.names() == ["x"])
  }

  @Test func `a link is followed to the folder of its file, and stays`() throws {
    let folder = try TemporaryFolder()
    try Folder.create(folder("deep"))
    try WholeFile.write([1], to: folder("deep/file"))
    try FileManager.default.createSymbolicLink(
      atPath: folder("link"), withDestinationPath: "deep/file")
    try WholeFile.requireWritable(folder("link"))
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder("link")) == "deep/file")
    #expect(try WholeFile.read(folder("deep/file")) == [1])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder("deep")) == ["file"])
    #expect(try folder.names() == ["deep", "link"])
  }

  /// What `write` would throw, now rather than after the work.
  @Test func `where no file can be, the error is the one of writing`() throws {
    let folder = try TemporaryFolder()
    try WholeFile.write([1], to: folder("file"))
    for path in [
      folder("missing/x"), folder("file/x"), folder.path, "/proc/lockstep", "", folder("file/"),
      folder("a\0b"), folder(String(repeating: "n", count: 256)),
    ] {
      let error = #expect(throws: FileError.self, "\(path)") {
        try WholeFile.requireWritable(path)
      }
      let writing = #expect(throws: FileError.self) { try WholeFile.write([2], to: path) }
      #expect(error == writing && error?.exitCode == 73, "\(path): \(String(describing: error))")
    }
    #expect(try folder.names() == ["file"])
    #expect(try WholeFile.read(folder("file")) == [1])
  }

  @Test func `a device is let through and not written to`() throws {
    try WholeFile.requireWritable("/dev/null")
    try WholeFile.requireWritable("/dev/full")
  }
}
