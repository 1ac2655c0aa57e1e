import Datasets
import Testing

struct ColumnMatchTests {
  private let schema: Schema
  private let headerless: Schema

  init() throws {
    schema = try Schema.fit(Table.of("age,job,y\n1,cook,no\n3,smith,yes\n")).schema
    headerless = try Schema.fit(
      Table.of("no,1,cook\nyes,3,smith\n", header: .no), SchemaOptions(target: "column1")
    ).schema
  }

  private func message(
    _ text: String, _ schema: Schema, _ use: TargetUse, header: HeaderRule = .auto
  ) -> String? {
    let error = #expect(throws: DatasetError.self) {
      try schema.encode(Table.of(text, header: header), target: use)
    }
    #expect(error?.kind == .badData)
    return error?.description
  }

  @Test func `columns are matched by name in any order, others skipped`() throws {
    let encoded = try schema.encode(
      Table.of("x,y,job,age\n,yes,smith,3\n,yes,cook,1\n"), target: .required)
    #expect(encoded.input(0) == [1, 0, 1])
    #expect(encoded.input(1) == [-1, 1, 0])
    #expect(encoded.targetValues == [1, 1])
  }

  @Test func `a prediction needs no target and does not look at it`() throws {
    #expect(try schema.encode(Table.of("job,age\ncook,1\n"), target: .ignored).targets == nil)
    let strange = try Table.of("job,age,y\ncook,1,\n")
    #expect(try schema.encode(strange, target: .ignored).input(0) == [-1, 1, 0])
  }

  @Test func `absent columns are named, with the nearest one there`() {
    #expect(
      message("Age,job,y\n1,cook,no\n", schema, .required)
        == "t.csv: no column 'age'; expected the columns of the training data; "
        + "add it, or rename it if it is 'Age' here")
    #expect(
      message("age,job\n1,cook\n", schema, .required)
        == "t.csv: no target column 'y'; expected the columns of the training data; "
        + "add it, or rename it if it is 'age' here")
    #expect(
      message("1,cook,no\n", schema, .required)
        == "t.csv: no header line, and so no column 'age'; "
        + "expected the column names of the training data; "
        + "add a header line, or say --header yes if there is one")
    #expect(
      message("age,job,y\n", schema, .required)
        == "t.csv:1:1: a header and no rows; expected rows of data below it; "
        + "add rows, or say --header no if this is a row of data")
  }

  @Test func `an unknown class is an error that lists the known ones`() throws {
    #expect(
      message("age,job,y\n1,cook,no\n1,cook,maybe\n", schema, .required)
        == "t.csv:3:8: class 'maybe' in target 'y'; "
        + "expected a class of the training data: 'no', 'yes'; "
        + "correct the cell or train on data that has this class")
    #expect(
      message("age,job,y\n1,cook,\n", schema, .required)
        == "t.csv:2:8: an empty cell in target 'y'; expected a value in every row; "
        + "fill it in or remove the row")
    let digits = try Schema.fit(
      Table.of("a,y\n" + (0..<12).map { "\($0),\($0)\n" }.joined())
    ).schema
    let known = "'0', '1', '10', '11', '2', '3', '4', '5', '6', '7', … (12 in all)"
    #expect(
      message("a,y\n1,12\n", digits, .required)
        == "t.csv:2:3: class '12' in target 'y'; expected a class of the training data: \(known); "
        + "correct the cell or train on data that has this class")
    #expect(
      message("a,y\n1,x\n2,1\n", digits, .required, header: .yes)
        == "t.csv:2:3: 'x' in numeric column 'y'; expected a class of the training data: \(known); "
        + "correct the cell or train on data that has this class")
  }

  @Test func `text in a numeric column is an error however much of it there is`() {
    #expect(
      message("age,job,y\nx,cook,no\nx,cook,no\n", schema, .required)
        == "t.csv:2:1: 'x' in numeric column 'age'; expected a number; "
        + "correct the cell or leave it empty")
  }

  @Test func `numbers are levels where training had categories`() throws {
    let encoded = try schema.encode(Table.of("age,job\n1,7\n3,8\n"), target: .ignored)
    #expect(encoded.input(1) == [1, 0, 0])
  }

  @Test func `a constant target and a single row are fine`() throws {
    let encoded = try schema.encode(Table.of("age,job,y\n1,cook,yes\n"), target: .required)
    #expect(encoded.targetValues == [1])
  }

  @Test func `a header is recognized by its names`() throws {
    // Years as names look like a row of numbers, and words like names.
    let years = try Schema.fit(Table.of("2020,2021,y\n1,2,3\n4,5,6\n", header: .yes)).schema
    #expect(try years.encode(Table.of("2020,2021\n1,2\n"), target: .ignored).rows == 1)
    let words = try Schema.fit(Table.of("a,x\nb,y\na,y\n", header: .no)).schema
    #expect(try words.encode(Table.of("a,x\nb,y\n"), target: .required).rows == 2)
  }

  @Test(arguments: [
    "yes,3,smith\nno,1,cook\n", "3,smith\n1,cook\n", "yes,3,smith,more\nno,1,cook,more\n",
  ])
  func `without a header columns are matched by position`(text: String) throws {
    let encoded = try headerless.encode(Table.of(text), target: .ignored)
    #expect(encoded.rows == 2)
    #expect(encoded.input(0) == [1, 0, 1])
    #expect(encoded.input(1) == [-1, 1, 0])
  }

  @Test func `without a header too few columns are an error`() {
    #expect(
      message("3,smith\n1,cook\n", headerless, .required)
        == "t.csv: 2 columns; expected 3 as in the training data, which had no header; "
        + "add the missing columns")
  }
}
