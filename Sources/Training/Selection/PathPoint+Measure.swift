import Arithmetic
import Datasets
import Learning
import Team

extension PathPoint {
  /// Measures a fit on all rows that there are.
  static func measure(
    _ fit: PathFit.Point, of path: PathFit, data: PreparedData, team: Team
  ) async throws -> PathPoint {
    let parameters = fit.parameters
    let train = try await PathMetric.measure(parameters, on: data.training, team: team)
    let live = LivePart(of: parameters)
    let statistics = parameters.statistics()
    var refit: PathRefit?
    if let again = fit.refit {
      refit = try await PathRefit.measure(again, data: data, team: team)
    }
    return PathPoint(
      l1: fit.l1,
      objective: path.objective(of: parameters, l1: fit.l1, loss: train.loss).total,
      train: train,
      validation: try await PathMetric.measure(parameters, onAny: data.validation, team: team),
      test: try await PathMetric.measure(parameters, onAny: data.test, team: team),
      weights: statistics.weights,
      nonzeroWeights: statistics.nonzero, survivingInputs: live.livingInputs.count,
      survivingUnits: live.livingUnits,
      survivingColumns: live.livingColumns(of: data.schema).count(where: \.self),
      columnWeights: columnWeights(of: parameters, data.schema), refit: refit,
      epochs: fit.epochs, digest: Digest(ofParameters: parameters.networkOrder))
  }

  /// Of each feature column, in the order of the file: its weight where there is one, otherwise the norm of
  /// all weights that leave its inputs, or those of the skip connection.
  private static func columnWeights(of parameters: Parameters, _ schema: Schema) -> [Double] {
    let network = parameters.layout.network
    let layer = network.hasSkip ? network.layers - 1 : 0
    let shape = parameters.layout.layers[layer]
    let first = network.hasSkip ? shape.inputs - shape.skipInputs : 0
    let weights = parameters.weights(ofLayer: layer)
    var sums = [Double](repeating: 0, count: schema.columns.count)
    var single = [Double?](repeating: nil, count: schema.columns.count)
    var counts = [Int](repeating: 0, count: schema.columns.count)
    for (input, feature) in schema.features.enumerated() {
      for output in 0..<shape.outputs {
        let weight = Double(weights[(first + input) * shape.outputs + output])
        sums[feature.column] += weight * weight
        single[feature.column] = weight
        counts[feature.column] += 1
      }
    }
    return schema.columns.indices.filter { schema.columns[$0].role.isFeature }.map { column in
      if counts[column] == 1, let weight = single[column] { return weight }
      return sums[column].squareRoot()
    }
  }
}

extension PathRefit {
  static func measure(
    _ parameters: Parameters, data: PreparedData, team: Team
  ) async throws -> PathRefit {
    PathRefit(
      train: try await PathMetric.measure(parameters, on: data.training, team: team),
      validation: try await PathMetric.measure(parameters, onAny: data.validation, team: team),
      test: try await PathMetric.measure(parameters, onAny: data.test, team: team),
      digest: Digest(ofParameters: parameters.networkOrder))
  }
}

extension PathMetric {
  static func measure(
    _ parameters: Parameters, on data: TrainingData, team: Team
  ) async throws -> PathMetric {
    let evaluation = try await Evaluation.measure(parameters, on: data, team: team)
    return PathMetric(
      loss: evaluation.loss, accuracy: evaluation.accuracy, r2: evaluation.r2)
  }

  /// - Returns: nil without data.
  static func measure(
    _ parameters: Parameters, onAny data: TrainingData?, team: Team
  ) async throws -> PathMetric? {
    guard let data else { return nil }
    return try await measure(parameters, on: data, team: team)
  }
}
