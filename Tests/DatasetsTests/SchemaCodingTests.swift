import Datasets
import Foundation
import Testing

struct SchemaCodingTests {
  private let text = "id,a,c,y\n7,1.1,é,yes\n8,NA,e\u{301},no\n9,0.3,,no\n"

  private func fitted() throws -> Schema {
    try Schema.fit(Table.of(text), SchemaOptions(ignoredColumns: ["id"])).schema
  }

  private func coded(_ schema: Schema) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(schema), as: UTF8.self)
  }

  private func decoded(_ json: String) throws -> Schema {
    try JSONDecoder().decode(Schema.self, from: Data(json.utf8))
  }

  @Test func `a schema survives its file, to the bit`() throws {
    for schema in [try fitted(), try Schema.fit(Table.of("a,y\n0.1,0.1\n2,0.7\n")).schema] {
      let back = try decoded(coded(schema))
      #expect(back == schema)
      #expect(back.features == schema.features)
      #expect(try coded(back) == coded(schema))
    }
  }

  @Test func `the file is this one`() throws {
    let schema = try Schema.fit(Table.of("a,c,y\n1,x,u\n3,,v\n")).schema
    #expect(
      try coded(schema)
        == #"{"columns":[{"kind":"numeric","name":"a","numeric":{"hasMissing":false,"#
        + #""maximum":3,"mean":2,"minimum":1,"scaling":"standard","standardDeviation":1},"#
        + #""role":"feature"},{"categorical":{"hasMissing":true,"levels":["x"]},"#
        + #""kind":"categorical","name":"c","role":"feature"},{"name":"y","role":"target"}],"#
        + #""hasHeader":true,"target":{"classes":["u","v"],"kind":"categorical","name":"y","#
        + #""task":"classification"}}"#)
  }

  @Test(arguments: [
    (#""role":"target""#, #""role":"ignored""#), (#""role":"ignored""#, #""role":"chef""#),
    (#""role":"ignored""#, #""role":"target""#), (#""name":"a""#, #""name":"c""#),
    (#"["no","yes"]"#, #"["yes","no"]"#), (#"["no","yes"]"#, #"["no"]"#),
    (#""kind":"categorical","name":"y""#, #""kind":"numeric","name":"y""#),
    (#""mean":0.7"#, #""mean":"x""#), (#""minimum":0.3"#, #""minimum":7"#),
    (#""standardDeviation":0.4"#, #""standardDeviation":-0.4"#),
    (#""levels":["#, #""levels":["é","#), (#""name":"y","task""#, #""name":"z","task""#),
  ])
  func `a changed file is refused`(part: String, replacement: String) throws {
    let json = try coded(fitted())
    // Numbers are found by their first digits only.
    try #require(json.contains(part))
    let changed = json.replacingOccurrences(of: part, with: replacement, options: .literal)
    #expect(throws: DecodingError.self) { try decoded(changed) }
  }
}
