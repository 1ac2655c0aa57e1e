internal import Arithmetic
public import Learning
internal import Training

/// What there is to do in a step, whoever does it.
public struct StepWork: Sendable {
  public let layout: ParameterLayout
  /// Rows of a minibatch.
  public let rows: Int
  public let rowsPerShard: Int
  /// Bytes of a row of the data.
  public let bytesPerRow: Int
  /// Bytes of all rows of the data.
  public let dataBytes: Int

  public init(
    layout: ParameterLayout, rows: Int, rowsPerShard: Int, bytesPerRow: Int, dataBytes: Int
  ) {
    self.layout = layout
    self.rows = rows
    self.rowsPerShard = rowsPerShard
    self.bytesPerRow = bytesPerRow
    self.dataBytes = dataBytes
  }

  init(_ workload: ScalingWorkload) {
    let inputs = workload.network.inputs
    self.init(
      layout: ParameterLayout(workload.network), rows: workload.rowsPerStep(.strong, workers: 1),
      rowsPerShard: workload.configuration.rowsPerShard, bytesPerRow: 4 * inputs,
      dataBytes: 4 * TrainingData.pitch(features: inputs) * workload.data.rows)
  }

  var shards: Int { ShardCut(rows: rows, rowsPerShard: rowsPerShard).shards }

  /// Bytes of a published gradient, and of the parameters.
  var parameterBytes: Double { Double(4 * layout.count) }

  /// Bytes that an update writes for others to read: the parameters and their transposed copy.
  var weightBytes: Double { Double(4 * (layout.count + layout.transposedCount)) }

  /// What a worker that computes `rows` rows goes through, others' parts of it left out: its rows'
  /// activations and residuals, and the gradient that it publishes.
  func ownBytes(rows: Int) -> Double {
    Double(rows * Workspace.bytesPerRow(layout.network)) + parameterBytes
  }

  /// Parameters of the largest slice where `sharers` workers share the update.
  func largestSlice(sharers: Int) -> Int {
    ParameterSlice.cut(layout, into: sharers, penalty: nil)
      .map { $0.ranges.reduce(0) { $0 + $1.count } }.max() ?? layout.count
  }

  /// Rows at which one worker is measured, ascending: all, half of the shards, a quarter of them, down
  /// to what the busiest of `mostWorkers` workers has.
  func measuredRows(mostWorkers: Int) -> [Int] {
    let least = (shards + mostWorkers - 1) / mostWorkers
    var counts = [rows]
    var share = shards
    while share > least {
      share = max(least, (share + 1) / 2)
      counts.append(min(rows, share * rowsPerShard))
    }
    return Set(counts).sorted()
  }
}
