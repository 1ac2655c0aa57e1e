import Foundation
import Interchange
import Testing

@Suite struct LineFileTests {
  @Test func `lines are seen at once, and added to what is there`() throws {
    let folder = try TemporaryFolder()
    let path = folder("metrics.jsonl")
    let first = try LineFile(appendingTo: path)
    #expect(try WholeFile.read(path) == [])
    try first.append("{\"epoch\":1}")
    #expect(try WholeFile.read(path) == Array("{\"epoch\":1}\n".utf8))
    let second = try LineFile(appendingTo: path)
    try second.append("")
    try first.append("ü")
    #expect(try WholeFile.read(path) == Array("{\"epoch\":1}\n\nü\n".utf8))
  }

  @Test func `lines of many writers do not mix`() async throws {
    let folder = try TemporaryFolder()
    let path = folder("lines")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for letter in ["a", "b", "c", "d"] {
        group.addTask {
          let file = try LineFile(appendingTo: path)
          for _ in 0..<50 { try file.append(String(repeating: letter, count: 3000)) }
        }
      }
      try await group.waitForAll()
    }
    let lines = String(decoding: try WholeFile.read(path), as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 200)
    #expect(lines.allSatisfy { $0.count == 3000 && Set($0).count == 1 })
  }

  @Test func `a file that cannot be is of exit code 73, a full device of 74`() throws {
    let folder = try TemporaryFolder()
    #expect(throws: FileError.cannotCreate(path: folder.path, reason: SystemError(code: EISDIR))) {
      try LineFile(appendingTo: folder.path)
    }
    let missing = folder("missing/x")
    #expect(throws: FileError.cannotCreate(path: missing, reason: SystemError(code: ENOENT))) {
      try LineFile(appendingTo: missing)
    }
    let full = try LineFile(appendingTo: "/dev/full")
    #expect(throws: FileError.writeFailed(path: "/dev/full", reason: SystemError(code: ENOSPC))) {
      try full.append("x")
    }
  }

  @Test(.enabled(if: SmallDisk.canMount, Comment(rawValue: SmallDisk.absence)))
  func `a disk that becomes full within a line keeps whole lines`() throws {
    let disk = try SmallDisk()
    let path = disk.path + "/lines"
    let file = try LineFile(appendingTo: path)
    let line = String(repeating: "x", count: 9999)
    var written = 0
    let error = #expect(throws: FileError.self) {
      while written < 100 {
        try file.append(line)
        written += 1
      }
    }
    #expect(error == .writeFailed(path: path, reason: SystemError(code: ENOSPC)))
    #expect(written == 6)
    #expect(try WholeFile.read(path).count == written * 10_000)
  }
}
