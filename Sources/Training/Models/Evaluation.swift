import Arithmetic
public import Learning
import Machine
public import Team

/// Loss and metric of a network on some rows.
public struct Evaluation: Equatable, Sendable {
  public let rows: Int
  /// Mean loss, in standardized units for a regression; without penalties.
  public let loss: Double
  /// The fraction of rows whose most probable class is right; nil for a regression.
  public let accuracy: Double?
  /// 1 − Σ(ŷ − y)² / Σ(y − ȳ)² over these rows; nil for classes and for a constant target.
  public let r2: Double?
}

extension Evaluation {
  /// Measures a network on `data`. Sums follow rule 9, so any team gives the same bits.
  ///
  /// - Parameter data: at least one row, with targets.
  public static func measure(
    _ parameters: Parameters, on data: TrainingData, team: Team
  ) async throws -> Evaluation {
    let blocks = Buffer(
      repeating: EvaluationSums(), count: BlockSum.blocks(count: data.rows))
    let sums = blocks.view
    let compact = CompactNetwork(parameters, rows: data.rows)
    let split = WorkSplit.proportional(sums.count, to: team.placement.reportedSpeeds)
    try await team.run { worker in
      let evaluator = Evaluator(parameters, compact: compact, capacity: BlockSum.blockSize)
      for block in split[worker.index] {
        try worker.checkCancellation()
        sums[block] = evaluator.measure(
          BlockSum.range(ofBlock: block, count: data.rows), of: data.examples)
      }
    }
    let total = withExtendedLifetime(blocks) { EvaluationSums.combine(blocks.view) }
    return Evaluation(total, of: parameters.layout.network, on: data)
  }

  init(_ sums: EvaluationSums, of network: Network, on data: TrainingData) {
    rows = data.rows
    loss = sums.loss / Double(rows)
    if network.loss.isClassification {
      accuracy = sums.correct / Double(rows)
      r2 = nil
    } else {
      accuracy = nil
      let targets = data.examples.targets
      let mean = BlockSum.sum(count: rows) { Double(targets[$0]) } / Double(rows)
      let total = BlockSum.sum(count: rows) {
        let deviation = Double(targets[$0]) - mean
        return deviation * deviation
      }
      r2 = total > 0 ? 1 - sums.squaredError / total : nil
    }
  }
}
