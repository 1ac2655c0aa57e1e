public import Datasets
import Learning
public import Team

/// How often random halves of the rows select the same columns (Meinshausen, Bühlmann 2010,
/// doi:10.1111/j.1467-9868.2010.00740.x).
public struct StabilitySelection: Sendable {
  public let configuration: TrainingConfiguration
  public let plan: PathPlan
  public let table: TypedTable
  /// Halves that are drawn.
  public let samples: Int

  public init(
    configuration: TrainingConfiguration, plan: PathPlan, table: TypedTable, samples: Int
  ) throws(ConfigurationError) {
    guard samples >= 1 && samples <= 100_000 else {
      throw ConfigurationError(
        option: "half-samples", found: "\(samples)", expected: "a number from 0 to 100000")
    }
    guard table.rowCount >= 4 else {
      throw ConfigurationError(
        option: "half-samples", found: "\(samples) of \(table.rowCount) rows",
        expected: "at least 4 rows")
    }
    self.configuration = configuration
    self.plan = plan
    self.table = table
    self.samples = samples
  }

  /// Fits a path on each half and counts.
  ///
  /// Strengths count from the largest down to where halves select √(0.8·columns) columns on average: then at
  /// most one column with a frequency of 0.9 is expected to be there by chance (theorem 1).
  ///
  /// - Parameters:
  ///   - strengths: of the path on all rows, in its order.
  ///   - all: the data that the path on all rows saw.
  ///   - onSample: for progress: how many are done; called from several threads.
  public func report(
    _ strengths: [Double], all: PreparedData, team: Team,
    onSample: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> StabilityReport {
    var own = configuration
    own.patience = nil
    var ownPlan = plan
    ownPlan.refits = false
    let (configuration, plan) = (own, ownPlan)
    let fit = try PathFit(configuration: configuration, plan: plan, data: all)
    let sideBySide = await FitSchedule.isSideBySide(
      samples, team: team, layout: ParameterLayout(fit.network),
      rowsPerStep: configuration.batch.rows(of: all.training.rows / 2),
      rowsPerShard: configuration.rowsPerShard)
    let classes = all.classes
    let done = FitCounter()
    let selections = try await FitSchedule.run(samples, team: team, sideBySide: sideBySide) {
      sample, team in
      let left = Folds.halfSample(
        rows: table.rowCount, classes: classes, index: sample, seed: configuration.seed)
      let data = try PreparedData(table, validation: .rows(left))
      let fit = try PathFit(configuration: configuration, plan: plan, data: data)
      let points = try await fit.points(strengths, team: team)
      onSample(done.count())
      return points.map { LivePart(of: $0.parameters).livingColumns(of: data.schema) }
    }
    let columns = all.schema.columns
    let features = columns.indices.filter { columns[$0].role.isFeature }
    let descending = strengths.indices.sorted { strengths[$0] > strengths[$1] }
    return Self.report(selections, strengths, descending, features: features) {
      columns[$0].name
    }
  }

  /// - Parameters:
  ///   - selections: of each half, at each strength, whether each column is selected.
  ///   - descending: indices of the strengths, from the largest.
  ///   - features: the columns that count.
  static func report(
    _ selections: [[[Bool]]], _ strengths: [Double], _ descending: [Int], features: [Int],
    name: (Int) -> String
  ) -> StabilityReport {
    let most = (0.8 * Double(features.count)).squareRoot()
    // Whether a half has selected a column at a strength so far.
    var isSelected = selections.map { _ in [Bool](repeating: false, count: features.count) }
    var frequencies = [Int](repeating: 0, count: features.count)
    var (mean, smallest) = (0.0, descending.first.map { strengths[$0] } ?? 0)
    for (place, index) in descending.enumerated() {
      var next = isSelected
      for half in selections.indices {
        for (position, column) in features.enumerated() where selections[half][index][column] {
          next[half][position] = true
        }
      }
      let count = next.reduce(0) { $0 + $1.count(where: \.self) }
      let nextMean = Double(count) / Double(max(1, selections.count))
      guard place == 0 || nextMean <= most else { break }
      (isSelected, mean, smallest) = (next, nextMean, strengths[index])
      for (position, column) in features.enumerated() {
        let own = selections.count { $0[index][column] }
        frequencies[position] = max(frequencies[position], own)
      }
    }
    return StabilityReport(
      samples: selections.count, l1: smallest, selectedPerSample: mean,
      expectedFalse: mean * mean / (0.8 * Double(max(1, features.count))),
      columns: zip(features, frequencies).map {
        SelectionFrequency(
          column: name($0), frequency: Double($1) / Double(max(1, selections.count)))
      })
  }
}
