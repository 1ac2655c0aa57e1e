import Arithmetic
import Datasets
import Learning
import Testing

@testable import Training

/// The optimum of a convex problem, found by somebody else.
///
/// Origin: minima of rule 6's objective for networks without a hidden layer on the examples, all rows,
/// columns and the regression's target standardized, found in binary64 by an accelerated proximal method in
/// Python to 1e-13 and confirmed by scikit-learn 1.9.1 to 1e-15 (spam with 0.01, diabetes with 0.1). Biases
/// are free.
struct ConvexOptimum: CustomTestStringConvertible, Sendable {
  let example: String
  let l1: Double
  let l2: Double
  let objective: Double
  let nonzeroWeights: Int
  /// A rate and a number of epochs with which minibatch steps come near.
  let rate: Double
  let epochs: Int

  var testDescription: String { "\(example), λ₁ \(l1), λ₂ \(l2)" }

  static let all = [
    ConvexOptimum(
      example: "spam", l1: 0.1, l2: 0, objective: 0.6410976408300256, nonzeroWeights: 7,
      rate: 0.1, epochs: 50),
    ConvexOptimum(
      example: "spam", l1: 0.01, l2: 0, objective: 0.36045527759251106, nonzeroWeights: 37,
      rate: 0.1, epochs: 200),
    ConvexOptimum(
      example: "spam", l1: 0.001, l2: 0, objective: 0.23483507310385807, nonzeroWeights: 53,
      rate: 0.3, epochs: 800),
    ConvexOptimum(
      example: "diabetes", l1: 0.1, l2: 0, objective: 0.3374150037678805, nonzeroWeights: 4,
      rate: 0.1, epochs: 200),
    ConvexOptimum(
      example: "diabetes", l1: 0.01, l2: 0, objective: 0.2550829543714899, nonzeroWeights: 8,
      rate: 0.3, epochs: 200),
    ConvexOptimum(
      example: "diabetes", l1: 0.05, l2: 0.1, objective: 0.30704265145988513, nonzeroWeights: 6,
      rate: 0.1, epochs: 200),
    ConvexOptimum(
      example: "digits", l1: 0.01, l2: 0, objective: 0.7061938016672034, nonzeroWeights: 126,
      rate: 0.5, epochs: 400),
    ConvexOptimum(
      example: "digits", l1: 0.001, l2: 0, objective: 0.16868947560571496, nonzeroWeights: 215,
      rate: 1, epochs: 1000),
  ]

  /// All rows of the example.
  func data() throws -> PreparedData {
    let example = try Example.named(example)
    return try PreparedData(try example.table(), options: example.options)
  }

  func configuration(_ optimizer: OptimizerName) -> TrainingConfiguration {
    var configuration = TrainingConfiguration()
    configuration.hidden = []
    configuration.optimizer = optimizer
    configuration.l1 = l1
    configuration.l2 = l2
    if optimizer.minibatch == nil {
      configuration.batch = .full
      configuration.epochs = 10_000
    } else {
      configuration.rate = rate
      configuration.schedule = .cosine
      configuration.epochs = epochs
    }
    return configuration
  }
}

/// A fit with all that is known about it.
struct MeasuredFit {
  let result: TrainingResult
  let objective: Objective
  let certificate: Certificate

  var weights: [Float] {
    let parameters = result.parameters
    return parameters.layout.layers.indices.flatMap { parameters.weights(ofLayer: $0) }
  }

  var nonzeroWeights: Int { weights.count { $0 != 0 } }

  init(
    _ network: Network, _ configuration: TrainingConfiguration, on data: TrainingData,
    factors: PenaltyFactors = .uniform, from initial: [Float]? = nil, workers: Int = 2
  ) async throws {
    let team = try makeTeam(workers)
    let trainer = try Trainer(
      network: network, configuration: configuration, factors: factors)
    result = try await trainer.train(
      on: data, team: team, from: initial, participation: .all)
    let evaluation = try await Evaluation.measure(result.parameters, on: data, team: team)
    objective = Objective(
      loss: evaluation.loss, of: result.parameters, penalty: configuration.regularizer,
      factors: factors, l2: configuration.l2)
    certificate = try await Certificate.measure(
      result.parameters, penalty: configuration.regularizer, factors: factors,
      l2: configuration.l2, on: data, rowsPerShard: configuration.rowsPerShard, team: team)
  }
}
