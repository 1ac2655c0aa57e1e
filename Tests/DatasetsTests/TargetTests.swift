import Datasets
import Testing

struct TargetTests {
  private func fit(
    _ cells: [String], _ options: SchemaOptions = SchemaOptions()
  ) throws -> SchemaFit {
    let text = "y,a\n" + cells.enumerated().map { "\($1),\($0)\n" }.joined()
    var options = options
    options.target = "y"
    return try Schema.fit(Table.of(text, header: .yes), options)
  }

  @Test func `text is classes`() throws {
    let fit = try fit(["spam", "ham", " ham", "spam"])
    #expect(fit.schema.target.classes == [" ham", "ham", "spam"])
    #expect(fit.schema.target.task == .classification)
    #expect(fit.notes.isEmpty)
  }

  @Test func `up to 20 distinct integers are classes, and that is said`() throws {
    let cells = (0..<40).map { "\($0 % 20)" }
    let fit = try fit(cells)
    #expect(fit.schema.target.classes.count == 20)
    #expect(fit.schema.target.classes.prefix(4) == ["0", "1", "10", "11"])
    #expect(
      fit.notes == [
        "t.csv: target 'y' has 20 distinct integers and was taken for classes; "
          + "--task regression takes them for numbers"
      ])
  }

  @Test func `21 integers, or fractions, are numbers`() throws {
    #expect(try fit((0..<42).map { "\($0 % 21)" }).schema.target.task == .regression)
    #expect(try fit(["1", "2", "2.5"]).schema.target.task == .regression)
    #expect(try fit(["1", "2", "2.5"]).notes.isEmpty)
  }

  @Test func `the user's word on the task counts, and needs no note`() throws {
    let numbers = try fit(["1", "2", "1"], SchemaOptions(task: .regression))
    #expect(numbers.schema.target.task == .regression)
    #expect(numbers.notes.isEmpty)
    let classes = try fit(["0.5", "1e0", "1.5e300", "-2"], SchemaOptions(task: .classification))
    #expect(classes.schema.target.classes == ["-2", "0.5", "1", "1.5e+300"])
    #expect(classes.notes.isEmpty)
  }

  @Test func `the same number written differently is the same class`() throws {
    let text = "y,a\n1,0\n1.0,1\n 1e0,2\n0,3\n-0,4\n+2,5\n"
    let table = try Table.of(text)
    let schema = try Schema.fit(table, SchemaOptions(target: "y")).schema
    #expect(schema.target.classes == ["0", "1", "2"])
    let targets = try schema.encode(table, target: .required).targetValues
    #expect(targets == [1, 1, 1, 0, 0, 2])
  }

  @Test func `numbers are text where the user says so`() throws {
    let options = SchemaOptions(columnKinds: [.init(name: "y", kind: .categorical)])
    let fit = try fit(["1", "1.0", "01"], options)
    #expect(fit.schema.target.classes == ["01", "1", "1.0"])
    #expect(fit.notes.isEmpty)
  }

  @Test func `classes are all that the table has, statistics those of the training rows`() throws {
    let table = try Table.of("a,y\n0,x\n2,y\n100,z\n")
    let schema = try Schema.fit(table, rows: [0, 1]).schema
    #expect(schema.target.classes == ["x", "y", "z"])
    #expect(schema.statistics("a")?.mean == 1)
    #expect(schema.statistics("a")?.maximum == 2)
    #expect(try schema.encode(table, rows: [2], target: .required).targetValues == [2])
  }

  @Test func `a target that is constant in the training rows is an error`() throws {
    let table = try Table.of("a,y\n0,x\n2,x\n100,z\n")
    #expect(throws: DatasetError.self) { try Schema.fit(table, rows: [0, 1]) }
    #expect(throws: Never.self) { try Schema.fit(table, rows: [1, 2]) }
  }

  @Test func `a regression target is standardized and comes back`() throws {
    let table = try Table.of("a,y\n0,1.5\n0,2.5\n1,6.5\n")
    let schema = try Schema.fit(table).schema
    let targets = try schema.encode(table, target: .required).targetValues
    // Mean 3.5, variance (4 + 1 + 9) / 3.
    let deviation = (14.0 / 3).squareRoot()
    #expect(targets == [-2, -1, 3].map { Float($0 / deviation) })
    #expect(abs(schema.target.inOriginalUnits(3 / deviation) - 6.5) < 1e-12)
  }
}
