import Datasets
import Testing

struct ExampleTests {
  @Test(arguments: Example.all.map(\.name))
  func `every example reads as its description says`(name: String) throws {
    let example = try Example.named(name)
    let table = try example.table()
    #expect(table.rowCount == example.rows)
    #expect(table.columnNames.count == example.columns)
    let fit = try Schema.fit(table, example.options)
    #expect(fit.schema.target.name == example.target)
    #expect(fit.schema.target.task == example.task)
    #expect(fit.notes.isEmpty)
    let encoded = try fit.schema.encode(table, target: .required)
    #expect(encoded.notes.isEmpty)
    #expect(encoded.features == fit.schema.features.count)
  }

  @Test func `an unknown example is an error that lists the known ones`() {
    let error = #expect(throws: DatasetError.self) { try Example.named("spamm") }
    #expect(
      error?.description
        == "--example: no data set 'spamm'; expected one of concrete, credit, diabetes, digits, "
        + "spam; did you mean 'spam'?")
    #expect(error?.kind == .badOption)
  }
}
