import Arithmetic
public import Datasets
import Learning
public import Team

/// K-fold cross-validation over the strengths of a path.
public struct CrossValidation: Sendable {
  public let configuration: TrainingConfiguration
  public let plan: PathPlan
  /// All rows; each fold's statistics are those of its own training rows.
  public let table: TypedTable
  public let folds: Int

  /// - Parameter folds: from 2 to the number of rows, which leaves one out at a time.
  public init(
    configuration: TrainingConfiguration, plan: PathPlan, table: TypedTable, folds: Int
  ) throws(ConfigurationError) {
    guard folds >= 2 && folds <= table.rowCount else {
      throw ConfigurationError(
        option: "folds", found: "\(folds)",
        expected: "a number from 2 to the \(table.rowCount) rows, or loo")
    }
    self.configuration = configuration
    self.plan = plan
    self.table = table
    self.folds = folds
  }

  /// Makes sure that there is something to learn without any of the folds.
  ///
  /// - Parameter all: all rows.
  func requireVariety(in all: PreparedData) throws(ConfigurationError) {
    let targets = all.training.examples.targets
    let rows = Folds.deal(
      rows: table.rowCount, classes: all.classes, count: folds, seed: configuration.seed)
    for fold in rows {
      var isHeldOut = [Bool](repeating: false, count: table.rowCount)
      for row in fold { isHeldOut[row] = true }
      let kept = targets.indices.filter { !isHeldOut[$0] }
      guard let first = kept.first, kept.allSatisfy({ targets[$0] == targets[first] }) else {
        continue
      }
      throw ConfigurationError(
        option: "folds", found: "\(folds), of which one leaves rows that all have the same target",
        expected: "folds whose other rows differ; try another number, or rows with other targets")
    }
  }

  /// Fits the path's strengths on each fold's rows and measures those that it leaves out.
  ///
  /// - Parameters:
  ///   - strengths: of the path on all rows, in its order.
  ///   - all: the data that the path on all rows saw.
  ///   - onFold: for progress: how many folds are done; called from several threads.
  /// - Returns: a score for each strength.
  public func scores(
    _ strengths: [Double], all: PreparedData, team: Team,
    onFold: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> [FoldScore] {
    let rows = Folds.deal(
      rows: table.rowCount, classes: all.classes, count: folds, seed: configuration.seed)
    let fit = try PathFit(configuration: configuration, plan: plan, data: all)
    let sideBySide = await FitSchedule.isSideBySide(
      folds, team: team, layout: ParameterLayout(fit.network),
      rowsPerStep: configuration.batch.rows(of: all.training.rows),
      rowsPerShard: configuration.rowsPerShard)
    let done = FitCounter()
    let losses = try await FitSchedule.run(folds, team: team, sideBySide: sideBySide) {
      fold, team in
      let held = try await evaluations(strengths, heldOut: rows[fold], all: all, team: team)
      onFold(done.count())
      return held
    }
    return strengths.indices.map { index in
      FoldScore(
        l1: strengths[index], penalized: HeldOutMetric(losses.map { $0[index].penalized }),
        refit: plan.refits ? HeldOutMetric(losses.compactMap { $0[index].refit }) : nil)
    }
  }

  /// What each strength's model of the other rows says of the rows `heldOut`.
  private func evaluations(
    _ strengths: [Double], heldOut: [Int], all: PreparedData, team: Team
  ) async throws -> [(penalized: Evaluation, refit: Evaluation?)] {
    let data = try PreparedData(table, validation: .rows(heldOut))
    guard let validation = data.validation else { return [] }
    // Where networks stop early they must not look at the rows that judge them.
    var own = configuration
    own.patience = nil
    let fit = try PathFit(configuration: own, plan: plan, data: data)
    let unit = data.schema.unitOfLoss(fit.network.loss, in: all.schema)
    func measure(_ parameters: Parameters) async throws -> Evaluation {
      try await Evaluation.measure(parameters, on: validation, team: team).scaled(by: unit)
    }
    var evaluations: [(penalized: Evaluation, refit: Evaluation?)] = []
    _ = try await fit.points(strengths, team: team) { point in
      var refit: Evaluation?
      if let again = point.refit { refit = try await measure(again) }
      evaluations.append((try await measure(point.parameters), refit))
    }
    return evaluations
  }
}

extension HeldOutMetric {
  /// Mean and standard error over the folds: chains in the order of the folds, in binary64.
  init(_ folds: [Evaluation]) {
    let rows = folds.reduce(0) { $0 + Double($1.rows) }
    var mean = 0.0
    for fold in folds { mean += Double(fold.rows) / rows * fold.loss }
    var variance = 0.0
    for fold in folds {
      let deviation = fold.loss - mean
      variance += Double(fold.rows) / rows * (deviation * deviation)
    }
    let right = folds.map { fold in fold.accuracy.map { ($0 * Double(fold.rows)).rounded() } }
    loss = mean
    standardError = (variance / Double(max(1, folds.count - 1))).squareRoot()
    accuracy = right.contains(nil) ? nil : right.reduce(0) { $0 + ($1 ?? 0) } / rows
  }
}

extension FoldScore {
  /// The smallest mean loss, and the largest strength within one standard error of it; of the models at one
  /// strength the better.
  ///
  /// Refits are candidates like any other (as with γ 0 and 1 in the relaxed lasso of Hastie, Tibshirani,
  /// Tibshirani 2020, doi:10.1214/19-STS733): shrinkage makes a penalized model want more columns than
  /// the data show.
  static func choices(
    _ scores: [FoldScore]
  ) -> (minimum: StrengthChoice, oneStandardError: StrengthChoice) {
    let candidates = scores.indices.flatMap { index in
      [(index, false, scores[index].penalized)]
        + (scores[index].refit.map { [(index, true, $0)] } ?? [])
    }.filter { $0.2.loss.isFinite }
    func precedes(
      _ a: (Int, Bool, HeldOutMetric), _ b: (Int, Bool, HeldOutMetric)
    ) -> Bool {
      (a.2.loss, -scores[a.0].l1) < (b.2.loss, -scores[b.0].l1)
    }
    guard let least = candidates.min(by: precedes) else {
      let first = StrengthChoice(index: 0, isRefit: false)
      return (first, first)
    }
    let limit = least.2.loss + least.2.standardError
    let within = candidates.filter { $0.2.loss <= limit }
    let largest = within.max {
      (scores[$0.0].l1, -$0.2.loss) < (scores[$1.0].l1, -$1.2.loss)
    }
    let choice = largest ?? least
    return (
      StrengthChoice(index: least.0, isRefit: least.1),
      StrengthChoice(index: choice.0, isRefit: choice.1)
    )
  }
}

extension Evaluation {
  /// The same with the loss in another unit.
  func scaled(by unit: Double) -> Evaluation {
    Evaluation(rows: rows, loss: loss * unit, accuracy: accuracy, r2: r2)
  }
}

extension Schema {
  /// By what a loss in this schema's standardized units is multiplied to be one in those of `other`:
  /// squared errors are in the variance of the target's training rows.
  func unitOfLoss(_ loss: Loss, in other: Schema) -> Double {
    guard loss == .squared, case .number(let own) = target.outcome,
      case .number(let its) = other.target.outcome
    else { return 1 }
    let ratio = (own.unscaled(1) - own.unscaled(0)) / (its.unscaled(1) - its.unscaled(0))
    return ratio * ratio
  }
}

extension PreparedData {
  /// The class of each training row; nil for a regression.
  var classes: [Int]? {
    guard schema.target.task == .classification else { return nil }
    let targets = training.examples.targets
    return targets.indices.map { Int(targets[$0]) }
  }
}
