import Arithmetic
public import Learning
public import Team

/// How far returned weights are from an optimum of the training objective, by the first-order optimality
/// conditions: see `Stationarity` for the residual of each kind of weight.
///
/// For a convex objective (a network without hidden layers) a small residual proves that the
/// optimum is near; with hidden layers, that the point is nearly stationary.
public struct Certificate: Codable, Equatable, Sendable {
  /// The penalty's strength λ₁, what residuals are to be compared with.
  public let l1: Double
  /// The largest of all weights and biases.
  public let residual: Double
  public let layers: [Layer]

  public struct Layer: Codable, Equatable, Sendable {
    /// Counted from 1.
    public let layer: Int
    /// The largest of the layer's weights.
    public let residual: Double
    /// The largest |∂loss/∂b| of its biases.
    public let biasResidual: Double
  }

  init(l1: Double, _ residuals: [LayerResidual]) {
    self.l1 = l1
    residual = residuals.map(\.largest).reduce(0) { LayerResidual.larger($1, $0) }
    layers = residuals.enumerated().map {
      Layer(layer: $0.offset + 1, residual: $0.element.weights, biasResidual: $0.element.biases)
    }
  }

  /// The residual as a part of λ₁; nil without a penalty.
  public var relativeResidual: Double? { l1 > 0 ? residual / l1 : nil }
}

extension Certificate {
  /// Measures `parameters`: the gradient of the mean loss over all rows, without dropout, summed along the
  /// reduction tree of a full batch, so that any team gives the same bits.
  ///
  /// - Parameters:
  ///   - l2: λ₂ of ½·λ₂·Σw².
  ///   - data: at least one row.
  /// - Complexity: one gradient over all rows.
  public static func measure(
    _ parameters: Parameters, penalty: Penalty?, factors: PenaltyFactors = .uniform,
    l2: Double = 0, on data: TrainingData, rowsPerShard: Int = 16, team: Team
  ) async throws -> Certificate {
    let layout = parameters.layout
    let workers = await RunWorkers(of: team)
    let batch = await FullBatch.make(layout, data: data, rowsPerShard: rowsPerShard, workers)
    let gradient = Buffer<Float>(repeating: 0, count: layout.count)
    let layers = layout.layers.count
    let found = Buffer(repeating: LayerResidual(), count: layers * team.workers)
    let slices = ParameterSlice.cut(layout, speeds: workers.speeds, penalty: penalty)
    let (slope, residuals) = (gradient.view, found.view)
    try await team.run { worker in
      let slice = slices[worker.index]
      let smooth = SmoothGradient(layout, slice: slice, l2: l2, treeDepth: batch.treeDepth)
      let stationarity = Stationarity(
        layout, penalty: penalty, factors: factors, slice: slice)
      try batch.publish(at: parameters, worker)
      try worker.barrier()
      smooth.write(
        batch.root(member: worker.index), rows: data.rows, at: parameters.values, to: slope)
      stationarity.measure(
        parameters.values, gradient: slope,
        into: residuals[worker.index * layers..<(worker.index + 1) * layers])
    }
    return withExtendedLifetime((gradient, found, data)) {
      let hasStrength = penalty.map { $0.method != .frozenZeros } ?? false
      return Certificate(
        l1: hasStrength ? penalty?.strength ?? 0 : 0,
        (0..<layers).map { layer in
          var all = LayerResidual()
          for worker in 0..<team.workers { all.merge(residuals[worker * layers + layer]) }
          return all
        })
    }
  }
}
