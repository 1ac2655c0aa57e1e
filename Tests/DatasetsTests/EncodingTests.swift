import Datasets
import Testing

struct EncodingTests {
  private let text = """
    size,colour,note,y
    1,red,5,1.5
    2,,NA,2.5
    3,blue,7,3.5

    """

  @Test func `features have a fixed order, names and raw columns`() throws {
    let schema = try Schema.fit(Table.of(text)).schema
    #expect(
      schema.features.map(\.name) == [
        "size", "colour=blue", "colour=red", "colour is missing", "note", "note is missing",
      ])
    #expect(schema.features.map(\.column) == [0, 1, 1, 1, 2, 2])
  }

  @Test func `rows are scaled, split into levels and filled in`() throws {
    let table = try Table.of(text)
    let schema = try Schema.fit(table).schema
    let encoded = try schema.encode(table, target: .required)
    let size = Float(1 / (2.0 / 3).squareRoot())
    #expect(encoded.rows == 3)
    #expect(encoded.features == 6)
    #expect(encoded.input(0) == [-size, 0, 1, 0, -1, 0])
    #expect(encoded.input(1) == [0, 0, 0, 1, 0, 1])
    #expect(encoded.input(2) == [size, 1, 0, 0, 1, 0])
    #expect(encoded.notes.isEmpty)
  }

  @Test(arguments: [
    (Scaling.standard, [-1, 0, 1] as [Float]), (.range, [0, 0.5, 1]), (.none, [5, 6, 7]),
  ])
  func `a missing number counts as the mean in every scaling`(
    scaling: Scaling, expected: [Float]
  ) throws {
    let table = try Table.of(text)
    let schema = try Schema.fit(table, SchemaOptions(scaling: scaling)).schema
    let encoded = try schema.encode(table, target: .required)
    #expect((0..<3).map { encoded.input($0)[4] } == expected)
  }

  @Test func `numbers are rounded once, after scaling in binary64`() throws {
    // 1 + 2^-24 + 2^-60 would be rounded down if it were rounded to binary32 and halved first.
    let table = try Table.of("a,y\n0,1\n1.00000005960464477626,2\n2,3\n")
    let schema = try Schema.fit(table, SchemaOptions(scaling: .range)).schema
    let encoded = try schema.encode(table, target: .required)
    #expect(encoded.input(1)[0] == Float(1.00000005960464477626 / 2))
    var random = SplitMix(seed: 6)
    let values = (0..<300).map { _ in Double.random(in: -5...5, using: &random) }
    let many = try Table.of(
      "a,y\n" + values.enumerated().map { "\($1),\($0 % 2)\n" }.joined())
    let fitted = try Schema.fit(many).schema
    let statistics = try #require(fitted.statistics("a"))
    #expect(
      try fitted.encode(many, target: .required).inputValues
        == values.map { Float(($0 - statistics.mean) / statistics.standardDeviation) })
  }

  @Test func `rows keep the caller's pitch, and the padding is zero`() throws {
    let table = try Table.of(text)
    let schema = try Schema.fit(table).schema
    let tight = try schema.encode(table, target: .ignored)
    let wide = try schema.encode(table, rows: [2, 0], pitch: 16, target: .ignored)
    #expect(wide.pitch == 16)
    #expect(wide.inputValues.count == 32)
    #expect(wide.input(0) == tight.input(2))
    #expect(wide.input(1) == tight.input(0))
    #expect(wide.inputValues[6..<16].allSatisfy { $0 == 0 })
    #expect(wide.targets == nil)
  }

  @Test func `levels that training did not have set nothing and are counted`() throws {
    let schema = try Schema.fit(Table.of(text)).schema
    let other = try Table.of("size,colour,note\n2,green,6\n2,mauve,6\n2,red,6\n")
    let encoded = try schema.encode(other, target: .ignored)
    #expect(encoded.input(0) == [0, 0, 0, 0, 0, 0])
    #expect(encoded.input(2) == [0, 0, 1, 0, 0, 0])
    #expect(
      encoded.notes == [
        "t.csv: column 'colour': 2 cells have levels that the training data did not have "
          + "(first 'green' in line 2); they set no feature"
      ])
    let held = try Table.of("c,y\nx,1\ny,2\nz,3\n")
    let fitted = try Schema.fit(held, rows: [0, 1]).schema
    #expect(
      try fitted.encode(held, rows: [2], target: .required).notes == [
        "t.csv: column 'c': 1 cell has a level that the training data did not have "
          + "(first 'z' in line 4); they set no feature"
      ])
  }

  @Test func `cells missing only later are the mean, or no level, without a feature`() throws {
    let schema = try Schema.fit(Table.of("a,c,y\n1,x,1\n3,y,2\n")).schema
    let encoded = try schema.encode(Table.of("a,c\nNA,\n3,x\n"), target: .ignored)
    #expect(schema.features.map(\.name) == ["a", "c=x", "c=y"])
    #expect(encoded.input(0) == [0, 0, 0])
    #expect(encoded.input(1) == [1, 1, 0])
    #expect(encoded.notes.isEmpty)
  }

  @Test func `numbers beyond binary32 are errors`() throws {
    let schema = try Schema.fit(
      Table.of("a,y\n1,1\n3,2\n"), SchemaOptions(scaling: .none)
    ).schema
    let error = #expect(throws: DatasetError.self) {
      try schema.encode(Table.of("a\n1\n1e39\n"), target: .ignored)
    }
    #expect(
      error?.description
        == "t.csv:3:1: '1e39' in column 'a'; expected a number that fits binary32 after scaling; "
        + "correct the cell or write the column in another unit")
  }

  @Test func `inputs that are too large are refused`() throws {
    let table = try Table.of("a,few,many,y\n1,x,p,1\n3,y,q,2\n4,x,r,3\n")
    let schema = try Schema.fit(table).schema
    let error = #expect(throws: DatasetError.self) {
      try schema.encode(table, target: .required, maximumBytes: 71)
    }
    #expect(
      error?.description
        == "t.csv: 3 rows of 6 features; expected at most 71 bytes when encoded; "
        + "leave out the column with most levels (3): --ignore many")
    #expect(throws: Never.self) {
      try schema.encode(table, target: .required, maximumBytes: 72)
    }
    let pitch = #expect(throws: DatasetError.self) {
      try schema.encode(table, pitch: .max, target: .required)
    }
    #expect(pitch?.kind == .badData)
  }
}
