import Datasets
import Testing

/// What Python says of a column (`math.fsum`, so that its sums are exact).
struct PinnedColumn: Sendable {
  let example: String
  let column: String
  let mean: Double
  let deviation: Double
  let minimum: Double
  let maximum: Double
}

private let pinnedColumns = [
  PinnedColumn(
    example: "concrete", column: "cement", mean: 281.16786407766995,
    deviation: 104.45562093052496, minimum: 102, maximum: 540),
  PinnedColumn(
    example: "concrete", column: "age", mean: 45.662135922330094,
    deviation: 63.13923912883281, minimum: 1, maximum: 365),
  PinnedColumn(
    example: "credit", column: "Income", mean: 141.68769948440953,
    deviation: 80.73848438767475, minimum: 6, maximum: 959),
  PinnedColumn(
    example: "credit", column: "Assets", mean: 5403.979351032448,
    deviation: 11573.104880586885, minimum: 0, maximum: 300_000),
  PinnedColumn(
    example: "credit", column: "Price", mean: 1462.7801975752134,
    deviation: 628.0576028122363, minimum: 105, maximum: 11140),
  PinnedColumn(
    example: "diabetes", column: "sex", mean: 1.4683257918552035,
    deviation: 0.49899573599220276, minimum: 1, maximum: 2),
  PinnedColumn(
    example: "digits", column: "pixel_0_0", mean: 0, deviation: 1, minimum: 0, maximum: 0),
  PinnedColumn(
    example: "digits", column: "pixel_7_7", mean: 0.36449638286032277,
    deviation: 1.859604087390648, minimum: 0, maximum: 16),
  PinnedColumn(
    example: "spam", column: "make", mean: 0.10455335796565964,
    deviation: 0.3053243763947219, minimum: 0, maximum: 4.54),
  PinnedColumn(
    example: "spam", column: "capitalTotal", mean: 283.28928493805694,
    deviation: 606.2819540935891, minimum: 1, maximum: 15841),
]

/// What Python says of a whole table: features, Σ|x| over the encoded inputs, rows per class.
struct PinnedTable: Sendable {
  let example: String
  let features: Int
  let absoluteSum: Double
  let rowsPerClass: [Int]
}

private let pinnedTables = [
  PinnedTable(
    example: "concrete", features: 8, absoluteSum: 6678.512222212547, rowsPerClass: []),
  PinnedTable(
    example: "credit", features: 32, absoluteSum: 46128.2147506826, rowsPerClass: [1254, 3200]),
  PinnedTable(
    example: "diabetes", features: 10, absoluteSum: 3620.8741582485322, rowsPerClass: []),
  PinnedTable(
    example: "digits", features: 64, absoluteSum: 75662.11031860654,
    rowsPerClass: [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]),
  PinnedTable(
    example: "spam", features: 57, absoluteSum: 104947.99725030476, rowsPerClass: [2788, 1813]),
]

struct ExampleStatisticsTests {
  private func isClose(_ value: Double, _ pinned: Double, within bound: Double) -> Bool {
    abs(value - pinned) <= bound * max(1, abs(pinned))
  }

  @Test(arguments: pinnedColumns)
  func `columns have the statistics that Python finds`(pinned: PinnedColumn) throws {
    let example = try Example.named(pinned.example)
    let schema = try Schema.fit(example.table(), example.options).schema
    let statistics = try #require(schema.statistics(pinned.column))
    #expect(isClose(statistics.mean, pinned.mean, within: 1e-14))
    #expect(isClose(statistics.standardDeviation, pinned.deviation, within: 1e-14))
    #expect(statistics.minimum == pinned.minimum)
    #expect(statistics.maximum == pinned.maximum)
  }

  @Test(arguments: pinnedTables)
  func `encoded tables have the sums that NumPy finds`(pinned: PinnedTable) throws {
    let example = try Example.named(pinned.example)
    let table = try example.table()
    let schema = try Schema.fit(table, example.options).schema
    let encoded = try schema.encode(table, target: .required)
    #expect(encoded.features == pinned.features)
    let sum = encoded.inputValues.reduce(0) { $0 + Double(abs($1)) }
    #expect(isClose(sum, pinned.absoluteSum, within: 1e-7))
    let targets = try #require(encoded.targetValues)
    let counts = schema.target.classes.indices.map { index in
      targets.count { $0 == Float(index) }
    }
    #expect(counts == pinned.rowsPerClass)
  }

  @Test func `targets of regressions have the statistics that Python finds`() throws {
    let pinned = [
      ("concrete", 35.817961165048544, 16.697630409134263),
      ("diabetes", 152.13348416289594, 77.00574586945044),
    ]
    for (name, mean, deviation) in pinned {
      let example = try Example.named(name)
      let schema = try Schema.fit(example.table(), example.options).schema
      guard case .number(let statistics) = schema.target.outcome else {
        Issue.record("\(name) is not a regression")
        continue
      }
      #expect(isClose(statistics.mean, mean, within: 1e-14))
      #expect(isClose(statistics.standardDeviation, deviation, within: 1e-14))
    }
  }

  @Test func `credit has the categories and gaps that pandas finds`() throws {
    let example = try Example.named("credit")
    let schema = try Schema.fit(example.table(), example.options).schema
    #expect(schema.columns.first?.role == .target)
    #expect(schema.levels("Home") == ["ignore", "other", "owner", "parents", "priv", "rent"])
    #expect(schema.levels("Job") == ["fixed", "freelance", "others", "partime"])
    #expect(
      schema.features.map(\.name).filter { $0.hasSuffix(" is missing") } == [
        "Home is missing", "Marital is missing", "Job is missing", "Income is missing",
        "Assets is missing", "Debt is missing",
      ])
  }
}
