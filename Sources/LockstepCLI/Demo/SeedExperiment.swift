import Lockstep

/// One way to train the network of the seed article.
struct SeedVariant {
  let name: String
  let strength: Double
  let method: Penalty.Method?

  /// λ as the update meets it: published, its sign is wrong.
  let signedStrength: Double
}

/// What became of a variant: an element of `runs` of `demo --json`.
struct SeedRun: Encodable, Equatable {
  let name: String
  let l1: Double
  let method: String
  let trainAccuracy: Double
  let testAccuracy: Double
  let sumOfMagnitudes: Double
  let zeros: Int
  /// Of the training rows, summed over outputs, after epochs 100, 200, 300, 400 and 500.
  let meanSquaredErrors: [Double]
}

/// The article's experiment on the product's own layers, penalties and steps. Its own are only the
/// random numbers of CPython, which draw weights and order, and the loss with half a derivative.
struct SeedExperiment {
  static let variants = [
    SeedVariant(name: "no L1", strength: 0, method: nil, signedStrength: 0),
    // λ·sign(w) is added to a descent direction, which pushes weights away from zero.
    SeedVariant(
      name: "as published, λ = 0.001 (sign error)", strength: 0.001, method: .subgradient,
      signedStrength: -0.001),
    SeedVariant(
      name: "corrected subgradient, λ = 0.001", strength: 0.001, method: .subgradient,
      signedStrength: 0.001),
    SeedVariant(
      name: "proximal, λ = 0.001", strength: 0.001, method: .proximal, signedStrength: 0.001),
    SeedVariant(
      name: "proximal, λ = 0.0005", strength: 0.0005, method: .proximal, signedStrength: 0.0005),
    SeedVariant(
      name: "proximal, λ = 0.0002", strength: 0.0002, method: .proximal, signedStrength: 0.0002),
  ]

  private static let hidden = 8
  private static let epochs = 500
  private static let rate = 0.01

  let training = SeedRows(.training)
  let test = SeedRows(.test)

  func run(_ variant: SeedVariant) throws -> SeedRun {
    let network = Network(
      inputs: SeedData.features, hidden: [Self.hidden], outputs: SeedData.classes,
      activation: .tanh, loss: .articleSquared)
    let parameters = Parameters(ParameterLayout(network))
    var generator = MersenneTwister(seed: 0)
    parameters.load(
      networkOrder: generator.uniform(within: 0.01, count: network.parameters))
    let trainer = SequentialTrainer(
      parameters, rule: Self.rule(variant.method, strength: variant.signedStrength),
      examples: training.examples, dropout: nil, mostRows: 1, rowsPerShard: 1)
    var order = Array(0..<training.rows)
    let rows = Buffer<UInt32>(repeating: 0, count: training.rows)
    var errors: [Double] = []
    try withExtendedLifetime(rows) {
      for epoch in 1...Self.epochs {
        generator.shuffle(&order)
        for (position, row) in order.enumerated() { rows.view[position] = UInt32(row) }
        for position in rows.view.indices {
          try trainer.step(on: rows.view[position..<position + 1])
        }
        if epoch % 100 == 0 { errors.append(training.measure(parameters).loss) }
      }
    }
    let weights = parameters.statistics()
    return SeedRun(
      name: variant.name, l1: variant.strength, method: variant.method?.rawValue ?? "none",
      trainAccuracy: training.measure(parameters).accuracy,
      testAccuracy: test.measure(parameters).accuracy,
      sumOfMagnitudes: weights.sumOfMagnitudes, zeros: weights.zeros, meanSquaredErrors: errors)
  }

  static func rule(_ method: Penalty.Method?, strength: Double) -> UpdateRule {
    UpdateRule(
      optimizer: .sgd,
      schedule: Schedule(shape: .constant, rate: rate, warmupSteps: 0, steps: 1),
      penalty: method.map { Penalty(strength: strength, method: $0) })
  }
}

/// Rows of the experiment in the product's form.
struct SeedRows {
  let rows: Int
  let data: TrainingData

  init(_ seed: SeedData) {
    rows = seed.rows
    let pitch = TrainingData.pitch(features: SeedData.features)
    let inputs = Buffer<Float>(repeating: 0, count: rows * pitch)
    for row in 0..<rows {
      for feature in 0..<SeedData.features {
        inputs.view[row * pitch + feature] = seed.inputs[row * SeedData.features + feature]
      }
    }
    data = TrainingData(
      rows: rows, features: SeedData.features, pitch: pitch, inputs: inputs,
      targets: Buffer(copying: seed.labels.map(Float.init)))
  }

  var examples: Examples { data.examples }

  /// Mean loss and accuracy.
  func measure(_ parameters: Parameters) -> (loss: Double, accuracy: Double) {
    let workspace = Workspace(parameters.layout, capacity: rows, dropout: nil)
    let sums = workspace.measure(0..<rows, of: examples, parameters: parameters)
    return (sums.loss / Double(rows), sums.correct / Double(rows))
  }
}
