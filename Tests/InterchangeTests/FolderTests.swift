import Foundation
import Interchange
import Testing

@Suite struct FolderTests {
  @Test func `missing folders are made, those that are there stay`() throws {
    let folder = try TemporaryFolder()
    try Folder.create(folder("a/b/c"))
    try Folder.create(folder("a/b/c"))
    try Folder.create(folder("a//d/"))
    try Folder.create(folder("e/../f"))
    try Folder.create(".")
    try Folder.create("/")
    #expect(try Folder.names(in: folder.path) == ["a", "e", "f"])
    #expect(try Folder.names(in: folder("a")) == ["b", "d"])
    #expect(try Folder.names(in: folder("a/b/c")).isEmpty)
  }

  @Test func `a folder behind a link is taken`() throws {
    let folder = try TemporaryFolder()
    try Folder.create(folder("real"))
    try FileManager.default.createSymbolicLink(
      atPath: folder("link"), withDestinationPath: "real")
    try Folder.create(folder("link/x"))
    #expect(try Folder.names(in: folder("real")) == ["x"])
  }

  @Test func `where no folder can be, the error names the path that was asked for`() throws {
    let folder = try TemporaryFolder()
    try WholeFile.write([1], to: folder("file"))
    for (path, code) in [
      (folder("file"), EEXIST), (folder("file/a/b"), ENOTDIR), ("/proc/lockstep/x", ENOENT),
      ("", ENOENT), ("a\0b", EINVAL),
    ] {
      #expect(throws: FileError.cannotCreate(path: path, reason: SystemError(code: code))) {
        try Folder.create(path)
      }
    }
  }

  @Test func `names of a folder that is none are an error`() throws {
    let folder = try TemporaryFolder()
    try WholeFile.write([1], to: folder("file"))
    #expect(throws: FileError.missing(path: folder("x"))) { try Folder.names(in: folder("x")) }
    #expect(throws: FileError.missing(path: folder("file"))) {
      try Folder.names(in: folder("file"))
    }
  }
}
