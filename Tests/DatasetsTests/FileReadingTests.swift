import Datasets
import Foundation
import Testing

struct FileReadingTests {
  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "lockstep-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  @Test func `a file is read, compressed or not, whatever its name`() throws {
    try withFolder { folder in
      let text = "a,b\n1,2\n3,4\n"
      let plain = folder.appending(path: "plain.txt")
      let packed = folder.appending(path: "packed.csv")
      try Data(text.utf8).write(to: plain)
      try Data(GzipMember.storing(text)).write(to: packed)
      #expect(try Table.read(path: plain.path).rows == [["1", "2"], ["3", "4"]])
      #expect(try Table.read(path: packed.path).rows == [["1", "2"], ["3", "4"]])
      #expect(try Table.read(path: plain.path, header: .no).rowCount == 3)
      #expect(try Table.read(path: plain.path, maximumBytes: 12).rowCount == 2)
      #expect(throws: DatasetError.self) { try Table.read(path: plain.path, maximumBytes: 11) }
    }
  }

  @Test func `a device, which may never end, is missing input`() {
    let error = #expect(throws: DatasetError.self) { try Table.read(path: "/dev/zero") }
    #expect(error?.kind == .inputMissing)
  }

  @Test func `what is not a file is missing input`() throws {
    try withFolder { folder in
      let absent = folder.appending(path: "no\nfile.csv").path
      for path in [absent, folder.path, folder.path + "/x/y.csv", "", "a\0b"] {
        let error = #expect(throws: DatasetError.self) { try Table.read(path: path) }
        #expect(error?.kind == .inputMissing)
        #expect(error?.description.contains("\n") == false)
      }
      let error = #expect(throws: DatasetError.self) { try Table.read(path: folder.path) }
      #expect(
        error?.description
          == "\(folder.path): a folder; expected a file to read; check the path")
      let other = #expect(throws: DatasetError.self) { try Table.read(path: "nowhere.csv") }
      #expect(
        other?.description
          == "nowhere.csv: no such file; expected a file to read; check the path")
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/mem")))
  func `a read that fails is a read failure`() {
    let error = #expect(throws: DatasetError.self) { try Table.read(path: "/proc/self/mem") }
    #expect(error?.kind == .readFailure)
  }
}
