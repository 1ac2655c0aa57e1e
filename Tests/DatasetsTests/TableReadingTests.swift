import Datasets
import Testing

struct TableReadingTests {
  private let plain = [["1", "x"], ["2", "y"]]

  @Test(arguments: [
    "a,b\n1,x\n2,y\n", "a,b\n1,x\n2,y", "a,b\r\n1,x\r\n2,y\r\n", "a,b\r1,x\r2,y\r",
    "a,b\r\n1,x\n2,y\r", "\u{FEFF}a,b\n1,x\n2,y\n", "a;b\n1;x\n2;y\n", "a\tb\n1\tx\n2\ty\n",
    "\n\r\n  \na,b\n\n1,x\n \n2,y\n\n\n", "\"a\",\"b\"\n\"1\",\"x\"\n\"2\",\"y\"\n",
    "\u{FEFF}\"a\",\"b\"\r\n\"1\",\"x\"\r\n2,\"y\"", " a , b\n1,x\n2,y",
  ])
  func `one table can be written in many ways`(text: String) throws {
    let table = try Table.of(text)
    #expect(table.columnNames == ["a", "b"])
    #expect(table.rows == plain)
  }

  @Test func `quotes hold separators, line breaks and doubled quotes`() throws {
    let table = try Table.of(
      "a,b\n\"x,;\t\",\"one\ntwo\r\nthree\"\n\"say \"\"hi\"\"\",\"\"\"\"\n\"\",5\" pipe\n")
    #expect(
      table.rows == [
        ["x,;\t", "one\ntwo\r\nthree"], ["say \"hi\"", "\""], ["", "5\" pipe"],
      ])
  }

  @Test func `spaces and non-ASCII letters belong to a cell`() throws {
    let table = try Table.of("a,größe\n x ,äöü 漢字 🙂\n")
    #expect(table.columnNames == ["a", "größe"])
    #expect(table.rows == [[" x ", "äöü 漢字 🙂"]])
  }

  @Test func `a separator at the end of a line makes an empty cell`() throws {
    #expect(try Table.of("a,b\n1,\n,2\n,\n").rows == [["1", ""], ["", "2"], ["", ""]])
  }

  @Test(arguments: [
    ("a,b\n1,\"x;y\"\n", [["1", "x;y"]]), ("a;b\n1,5;2,5\n", [["1,5", "2,5"]]),
    ("a\tb\nx, y; z\tw\n", [["x, y; z", "w"]]), ("a\nx\n", [["x"]]),
    ("a,b\n\"p;\"\"q;\",\"r;\"\n", [["p;\"q;", "r;"]]),
    ("\"n\"\"a;m\",b\n\"p\"\"q;r\",2\n", [["p\"q;r", "2"]]),
    ("a;b\n5\"\",;\"\"\n6,;7\n", [["5\"\",", ""], ["6,", "7"]]),
  ])
  func `the separator is the one that every line has`(text: String, rows: [[String]]) throws {
    #expect(try Table.of(text, header: .yes).rows == rows)
  }

  @Test func `a semicolon wins over commas inside headerless numbers`() throws {
    let table = try Table.of("1,5;2,5\n3,5;4,5\n", header: .no)
    #expect(table.rows == [["1,5", "2,5"], ["3,5", "4,5"]])
  }

  @Test(arguments: [
    ("a,b\n1,2\n", HeaderRule.auto, ["a", "b"], 1),
    ("1,2\n3,4\n", .auto, ["column1", "column2"], 2),
    ("a,b\nc,d\n", .auto, ["a", "b"], 1),
    ("a,b\nc,d\n", .no, ["column1", "column2"], 2),
    ("1,2\n3,4\n", .yes, ["1", "2"], 1),
    // Two equal words over words are a row; an empty one over words as well.
    ("a,a\nc,d\n", .auto, ["column1", "column2"], 2),
    (",a\nc,d\n", .auto, ["column1", "column2"], 2),
    // An index column without a name, as data frames write it.
    (",a\n0,1.5\n", .auto, ["column1", "a"], 1),
    (",a\n0,NA\n1,2\n", .auto, ["column1", "a"], 2),
    // Infinities are no names.
    ("a,inf\nb,1\n", .auto, ["column1", "column2"], 2),
    ("NA,x\nNA,y\n", .auto, ["column1", "column2"], 2),
  ])
  func `a header is recognized`(
    text: String, rule: HeaderRule, names: [String], rows: Int
  ) throws {
    let table = try Table.of(text, header: rule)
    #expect(table.columnNames == names)
    #expect(table.rowCount == rows)
  }

  @Test func `names that differ in bytes are different names`() throws {
    let table = try Table.of("\u{E9},e\u{301}\n1,2\n")
    #expect(table.columnNames.count == 2)
    #expect(table.columnNames[0].utf8.count == 2)
  }
}
