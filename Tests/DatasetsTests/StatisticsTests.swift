import Arithmetic
import Datasets
import Testing

struct StatisticsTests {
  @Test func `means and variances have the bits of fixed blocks and tree`() throws {
    var random = SplitMix(seed: 4)
    // Over one block, at its edge, and over a tree that is not full.
    for rows in [2, 255, 256, 257, 1000, 1793] {
      let values = (0..<rows).map { _ in Double.random(in: -1e3...1e6, using: &random) }
      let text = "a,y\n" + values.enumerated().map { "\($1),\($0 % 2)\n" }.joined()
      let statistics = try #require(try Schema.fit(Table.of(text)).schema.statistics("a"))
      let mean = BlockSum.sum(count: rows) { values[$0] } / Double(rows)
      let variance =
        BlockSum.sum(count: rows) { (values[$0] - mean) * (values[$0] - mean) } / Double(rows)
      #expect(statistics.mean == mean)
      #expect(statistics.standardDeviation == variance.squareRoot())
      #expect(statistics.minimum == values.min())
      #expect(statistics.maximum == values.max())
    }
  }

  @Test func `a missing cell adds nothing, at its place in the blocks`() throws {
    var random = SplitMix(seed: 5)
    let cells: [Double?] = (0..<700).map { row in
      row.isMultiple(of: 3) ? nil : Double.random(in: 0...1, using: &random)
    }
    let text =
      "a,y\n"
      + cells.enumerated().map { "\($1.map { "\($0)" } ?? ""),\($0 % 2)\n" }.joined()
    let statistics = try #require(try Schema.fit(Table.of(text)).schema.statistics("a"))
    let count = Double(cells.count { $0 != nil })
    #expect(statistics.mean == BlockSum.sum(count: 700) { cells[$0] ?? 0 } / count)
    #expect(statistics.hasMissing)
  }

  @Test func `a constant column has deviation 1 and its exact value as mean`() throws {
    // Three times 0.1 is not 0.3: the sum alone would leave noise that scaling blows up.
    let table = try Table.of("a,y\n0.1,1\n0.1,2\n0.1,3\n")
    for scaling in [Scaling.standard, .range] {
      let schema = try Schema.fit(table, SchemaOptions(scaling: scaling)).schema
      let statistics = try #require(schema.statistics("a"))
      #expect(statistics.mean == 0.1)
      #expect(statistics.standardDeviation == 1)
      #expect(try schema.encode(table, target: .required).inputValues == [0, 0, 0])
    }
  }

  @Test func `a large offset costs no digits`() throws {
    let text = "a,y\n" + (0..<100).map { "\(1e9 + Double($0 % 2)),\($0 % 3)\n" }.joined()
    let statistics = try #require(try Schema.fit(Table.of(text)).schema.statistics("a"))
    #expect(statistics.standardDeviation == 0.5)
  }

  @Test func `statistics come from the training rows alone`() throws {
    let text = "a,c,y\n1,x,1\n3,,2\n,y,3\n1000,z,4\n"
    let table = try Table.of(text)
    let some = try Schema.fit(table, rows: [0, 1]).schema
    #expect(some.features.map(\.name) == ["a", "c=x", "c is missing"])
    #expect(some.statistics("a")?.mean == 2)
    let others = try Schema.fit(table, rows: [0, 2]).schema
    #expect(others.features.map(\.name) == ["a", "a is missing", "c=x", "c=y"])
    #expect(throws: DatasetError.self) {
      try Schema.fit(Table.of("a,y\n1,1\n,2\n,3\n"), rows: [1, 2])
    }
  }

  @Test func `fewer than two training rows are an error`() throws {
    let table = try Table.of("a,y\n1,1\n2,2\n")
    let error = #expect(throws: DatasetError.self) { try Schema.fit(table, rows: [1]) }
    #expect(
      error?.description
        == "t.csv: 1 rows to train on; expected at least two; hold out fewer rows")
  }
}
