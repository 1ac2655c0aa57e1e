import Lockstep

/// Whether a penalty points the way its objective falls: what would have found the sign error.
struct SeedSelfCheck: Encodable, Equatable {
  let strength: Double
  /// The largest difference between what a step adds up and finite differences of the objective.
  let corrected: Double
  let asPublished: Double

  /// Right gradients of binary32 differ from finite differences by far less than λ.
  var passes: Bool { corrected < strength / 2 && asPublished > strength }

  var verdict: String {
    passes
      ? "The published sign contradicts its objective; the corrected one is its gradient."
      : "The check failed: this build computes a wrong gradient."
  }

  private enum CodingKeys: CodingKey { case strength, corrected, asPublished, passes }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(strength, forKey: .strength)
    try values.encode(corrected, forKey: .corrected)
    try values.encode(asPublished, forKey: .asPublished)
    try values.encode(passes, forKey: .passes)
  }
}

extension SeedExperiment {
  /// Compares one step's gradient with central differences of cross-entropy + λ·Σ|w|, on a small
  /// network and all training rows.
  func selfCheck() -> SeedSelfCheck {
    let strength = 0.01
    let network = Network(
      inputs: SeedData.features, hidden: [3], outputs: SeedData.classes, activation: .tanh,
      loss: .crossEntropy)
    let parameters = Parameters(ParameterLayout(network))
    parameters.initialize(.glorot, seed: 1)
    let differences = objectiveDifferences(parameters, strength: strength)
    func largestDifference(_ signedStrength: Double) -> Double {
      zip(stepGradient(parameters, strength: signedStrength), differences)
        .map { abs($0 - $1) }.max() ?? .infinity
    }
    return SeedSelfCheck(
      strength: strength, corrected: largestDifference(strength),
      asPublished: largestDifference(-strength))
  }

  /// (w before − w after) / rate of one step on all rows.
  private func stepGradient(_ start: Parameters, strength: Double) -> [Double] {
    let parameters = Parameters(start.layout)
    let before = start.networkOrder
    parameters.load(networkOrder: before)
    let rule = UpdateRule(
      optimizer: .sgd, schedule: Schedule(shape: .constant, rate: 1, warmupSteps: 0, steps: 1),
      penalty: Penalty(strength: strength, method: .subgradient))
    let trainer = SequentialTrainer(
      parameters, rule: rule, examples: training.examples, dropout: nil,
      mostRows: training.rows, rowsPerShard: 16)
    let order = Buffer(copying: (0..<training.rows).map(UInt32.init))
    _ = withExtendedLifetime(order) { try? trainer.step(on: order.view) }
    return zip(before, parameters.networkOrder).map { Double($0) - Double($1) }
  }

  /// Central differences of the mean loss over the training rows plus λ·Σ|w|.
  private func objectiveDifferences(_ start: Parameters, strength: Double) -> [Double] {
    let parameters = Parameters(start.layout)
    var isBias: [Bool] = []
    start.layout.forEachInNetworkOrder { isBias.append($1) }
    var values = start.networkOrder
    func objective() -> Double {
      parameters.load(networkOrder: values)
      let penalty = zip(values, isBias).reduce(0.0) {
        $0 + ($1.1 ? 0 : Double($1.0.magnitude))
      }
      return training.measure(parameters).loss + strength * penalty
    }
    let step: Float = 0x1p-8
    return values.indices.map { index in
      let value = values[index]
      values[index] = value + step
      let above = objective()
      values[index] = value - step
      let below = objective()
      values[index] = value
      return (above - below) / Double(2 * step)
    }
  }
}
