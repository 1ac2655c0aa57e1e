import Datasets
import Testing

struct ColumnKindTests {
  private func schema(
    _ text: String, _ options: SchemaOptions = SchemaOptions()
  ) throws -> Schema {
    try Schema.fit(Table.of(text, header: .yes), options).schema
  }

  /// A column of numbers and words, and missing cells that do not count, beside a target.
  private func column(numbers: Int, words: Int, missing: Int = 0) -> String {
    let cells =
      (0..<numbers).map { "\($0)" } + (0..<words).map { "word\($0)" }
      + Array(repeating: "NA", count: missing)
    return "a,y\n" + cells.enumerated().map { "\($1),\($0 % 2)\n" }.joined()
  }

  @Test func `99 in 100 cells make a column numeric, and a stray word an error`() throws {
    #expect(throws: DatasetError.self) { try schema(column(numbers: 99, words: 1)) }
    #expect(throws: DatasetError.self) { try schema(column(numbers: 99, words: 1, missing: 50)) }
    #expect(throws: DatasetError.self) { try schema(column(numbers: 198, words: 2)) }
    #expect(try schema(column(numbers: 98, words: 1)).levels("a")?.count == 99)
    #expect(try schema(column(numbers: 197, words: 2)).levels("a")?.count == 199)
    #expect(try schema(column(numbers: 100, words: 0)).statistics("a") != nil)
  }

  @Test func `words for missing cells are levels in a categorical column`() throws {
    let categories = try schema("a,y\nred,1\nNA,2\nnull,3\n,4\n 　,5\n  ,6\n").role("a")
    guard case .categorical(let categories) = categories else {
      Issue.record("not categorical")
      return
    }
    #expect(categories.levels == [" 　", "NA", "null", "red"])
    #expect(categories.hasMissing)
  }

  @Test func `the user's word on a kind counts`() throws {
    let text = "a,y\n01,1\n1,2\n10,3\n"
    let options = SchemaOptions(columnKinds: [.init(name: "a", kind: .categorical)])
    #expect(try schema(text).statistics("a")?.maximum == 10)
    #expect(try schema(text, options).levels("a") == ["01", "1", "10"])
  }

  @Test func `ignored columns may hold anything`() throws {
    let text = "a,b,y,z\n1,,5,x\n2,,6,y\n"
    let options = SchemaOptions(ignoredColumns: ["b", "z"])
    let fitted = try schema(text, options)
    #expect(fitted.target.name == "y")
    #expect(fitted.features.map(\.name) == ["a"])
    #expect(fitted.columns.map(\.role.isFeature) == [true, false, false, false])
    #expect(fitted.role("b") == .ignored)
  }

  @Test func `10000 levels are allowed`() throws {
    let text = "id,y\n" + (0..<10_000).map { "x\($0),\($0 % 2)\n" }.joined()
    #expect(try schema(text).features.count == 10_000)
  }

  @Test func `levels sort by bytes, and equal-looking letters stay apart`() throws {
    let levels = ["b", "a", "B", "é", "e\u{301}", "Z", "10", "9", "\u{10000}", "\u{FFFD}"]
    let text = "a,y\n" + levels.enumerated().map { "\($1),\($0)\n" }.joined()
    let sorted = try #require(try schema(text).levels("a"))
    let expected = ["10", "9", "B", "Z", "a", "b", "e\u{301}", "é", "\u{FFFD}", "\u{10000}"]
    #expect(sorted.map { Array($0.utf8) } == expected.map { Array($0.utf8) })
  }

  @Test func `numbers with decimal commas are noted`() throws {
    let fit = try Schema.fit(Table.of("a;y\n1,5;1\n2,5;2\n"))
    #expect(
      fit.notes.first
        == "t.csv: column 'a' holds decimal commas and was taken for text; "
        + "write numbers with a point")
    #expect(try Schema.fit(Table.of("a;y\n1,5;x\nhm;y\n")).notes.isEmpty)
  }
}
