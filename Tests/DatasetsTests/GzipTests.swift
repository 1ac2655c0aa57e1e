import Datasets
import Testing

struct GzipTests {
  private func read(_ bytes: [UInt8]) throws -> Table {
    try Table(bytes: bytes, path: "t.csv.gz")
  }

  private func message(_ bytes: [UInt8]) -> String? {
    #expect(throws: DatasetError.self) { try read(bytes) }?.description
  }

  @Test func `members follow each other, and zeros may pad the end`() throws {
    let bytes =
      GzipMember.storing("a,b\n1,") + GzipMember.storing("") + GzipMember.storing("2\n3,4\n")
    #expect(try read(bytes).rows == [["1", "2"], ["3", "4"]])
    #expect(try read(bytes + [0, 0, 0]).rows == [["1", "2"], ["3", "4"]])
  }

  @Test func `a file cut off anywhere is an error`() {
    let bytes = GzipMember.storing("a,b\n1,2\n3,4\n")
    for count in 2..<bytes.count {
      #expect(
        message(Array(bytes[..<count]))
          == "t.csv.gz: gzip data that is cut off; expected a whole gzip file; "
          + "check it with gzip -t and fetch it again")
    }
  }

  @Test func `a changed byte is an error`() {
    let bytes = GzipMember.storing("a,b\n1,2\n3,4\n")
    // Of the header, time, flags of the compressor and system mean nothing.
    for offset in Array(2..<4) + Array(11..<bytes.count) {
      var changed = bytes
      changed[offset] ^= 0x54
      #expect(throws: DatasetError.self) { try read(changed) }
    }
  }

  @Test func `other bytes after the last member are an error`() {
    let bytes = GzipMember.storing("a,b\n1,2\n")
    #expect(
      message(bytes + [0x41])
        == "t.csv.gz: bytes after the end of the gzip data (byte \(bytes.count)); "
        + "expected a whole gzip file; check it with gzip -t and fetch it again")
  }

  @Test func `a file that holds more than memory is refused`() throws {
    let text = "a,b\n1,2\n3,4\n"
    let bytes = GzipMember.storing(text)
    let error = #expect(throws: DatasetError.self) {
      try Table(bytes: bytes, path: "t.csv.gz", maximumBytes: text.utf8.count - 1)
    }
    #expect(
      error?.description
        == "t.csv.gz: more than 11 bytes of text; expected a table that fits in memory; "
        + "cut the file into smaller ones")
    #expect(throws: Never.self) {
      try Table(bytes: bytes, path: "t.csv.gz", maximumBytes: text.utf8.count)
    }
  }

  @Test func `nothing inside is an empty file`() {
    #expect(
      message(GzipMember.storing(""))
        == "t.csv.gz: an empty file; expected a table with a line for every row; "
        + "check that this is the right file")
  }
}
