import Arithmetic
import Learning
import Team

/// The gradient of the smooth part of the objective over all rows.
enum FullGradient {
  /// ∂(mean loss + ½·λ₂·Σw²)/∂parameters, without dropout, along the reduction tree of a full batch.
  ///
  /// - Parameter l2: λ₂.
  /// - Returns: in network order; any team gives the same bits.
  static func measure(
    _ parameters: Parameters, l2: Double, on data: TrainingData, rowsPerShard: Int, team: Team
  ) async throws -> [Float] {
    let layout = parameters.layout
    let workers = await RunWorkers(of: team)
    let batch = await FullBatch.make(layout, data: data, rowsPerShard: rowsPerShard, workers)
    let gradient = Buffer<Float>(repeating: 0, count: layout.count)
    let slices = ParameterSlice.cut(layout, speeds: workers.speeds, penalty: nil)
    let slope = gradient.view
    try await team.run { worker in
      let smooth = SmoothGradient(
        layout, slice: slices[worker.index], l2: l2, treeDepth: batch.treeDepth)
      try batch.publish(at: parameters, worker)
      try worker.barrier()
      smooth.write(
        batch.root(member: worker.index), rows: data.rows, at: parameters.values, to: slope)
    }
    return withExtendedLifetime((gradient, data)) { layout.networkOrder(slope) }
  }
}
