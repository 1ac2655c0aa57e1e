import Datasets
import Testing

/// A table that must not be read, and the one line that says why.
struct BrokenInput: Sendable, CustomTestStringConvertible {
  let bytes: [UInt8]
  let message: String
  let options: SchemaOptions
  let header: HeaderRule

  init(
    _ text: String, _ message: String, _ options: SchemaOptions = SchemaOptions(),
    header: HeaderRule = .auto
  ) {
    self.init(Array(text.utf8), message, options, header: header)
  }

  init(
    _ bytes: [UInt8], _ message: String, _ options: SchemaOptions = SchemaOptions(),
    header: HeaderRule = .auto
  ) {
    self.bytes = bytes
    self.message = message
    self.options = options
    self.header = header
  }

  var testDescription: String { message }
}

struct BrokenInputTests {
  @Test(arguments: brokenTexts + brokenTables)
  func `a broken table is one line of error`(input: BrokenInput) {
    let error = #expect(throws: DatasetError.self) {
      try Schema.fit(
        Table(bytes: input.bytes, path: "t.csv", header: input.header), input.options)
    }
    #expect(error?.description == input.message)
    #expect(error?.kind == .badData)
  }

  @Test(arguments: brokenOptions)
  func `an option that does not fit the table is an error of its own kind`(input: BrokenInput) {
    let error = #expect(throws: DatasetError.self) {
      try Schema.fit(Table(bytes: input.bytes, path: "t.csv"), input.options)
    }
    #expect(error?.description == input.message)
    #expect(error?.kind == .badOption)
  }

  @Test func `no control character of the input reaches the message`() {
    let cell = "\u{1B}[31m\u{7F}\u{85}\u{2028}\u{202E}\t\r\nred"
    let error = #expect(throws: DatasetError.self) {
      try Schema.fit(
        Table.of("a,b\n\"\(cell)\",1\n" + String(repeating: "1,2\n", count: 200)))
    }
    #expect(
      error?.description
        == "t.csv:2:1: '\\u{1b}[31m\\u{7f}\\u{85}\\u{2028}\\u{202e}\\t\\r\\nred' in numeric column "
        + "'a'; expected a number; correct the cell, or say --column-type a=categorical")
  }

  @Test func `a long cell is cut`() {
    let cell = String(repeating: "ä", count: 500)
    let error = #expect(throws: DatasetError.self) {
      try Schema.fit(Table.of("a,b\n\(cell),1\n" + String(repeating: "1,2\n", count: 200)))
    }
    #expect(error?.found == "'\(String(repeating: "ä", count: 40))…' in numeric column 'a'")
  }
}
