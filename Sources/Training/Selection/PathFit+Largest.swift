import Arithmetic
import Learning
import Team

extension PathFit {
  /// The smallest strength that empties the model: no input reaches an output that is penalized.
  ///
  /// Without hidden layers it is exact: at the optimum of biases and unpenalized weights alone, the largest
  /// |∂loss/∂w| over the factors; for rows as groups likewise. Otherwise it is searched for, within a tenth,
  /// by fits like those of the path.
  ///
  /// - Throws: `ConfigurationError` where no strength empties it, or every one does.
  func largestStrength(team: Team) async throws -> Double {
    guard !network.hidden.isEmpty else { return try await exactStrength(team: team) }
    let start =
      plan.direction == .up
      ? try await fitAlone(0, from: nil, team: team).networkOrder : nil
    var (low, high) = (0.0, 0.0)
    var strength = 0.1
    for _ in 0..<Self.mostDoublings {
      if try await isEmpty(at: strength, from: start, team: team) {
        high = strength
        if low > 0 { break }
        strength /= 4
      } else {
        low = strength
        if high > 0 { break }
        strength *= 4
      }
    }
    guard low > 0 && high > 0 else {
      throw Self.nothingToLearn
    }
    while high > 1.1 * low {
      let middle = (low * high).squareRoot()
      if try await isEmpty(at: middle, from: start, team: team) {
        high = middle
      } else {
        low = middle
      }
    }
    return high
  }

  /// The largest pull of the loss on what is zero at the optimum of everything that is never penalized.
  private func exactStrength(team: Team) async throws -> Double {
    let parameters = try await emptyModel(team: team)
    let gradient = try await FullGradient.measure(
      parameters, l2: configuration.l2, on: data, rowsPerShard: configuration.rowsPerShard,
      team: team)
    let shape = parameters.layout.layers[0]
    let penalty = Penalty(
      strength: 1, shape: configuration.penalty, method: .proximal, mix: configuration.groupMix)
    var largest = 0.0
    for row in 0..<shape.inputs {
      let factor = factors.factor(layer: 0, input: row, shape: shape)
      guard factor > 0 else { continue }
      let own = gradient[row * shape.outputs..<(row + 1) * shape.outputs]
      let pulls = own.map { (slope: Float) -> Double in Double(slope.magnitude) / factor }
      largest = max(largest, Self.strength(holding: pulls, penalty, shape))
    }
    guard largest > 0 && largest.isFinite else { throw Self.nothingToLearn }
    // A little more: products and sums of binary32 lie on both sides of the exact bound.
    return largest * (1 + 0x1p-13)
  }

  /// Without hidden layers: the optimum of biases and of weights that are never penalized, the others zero.
  func emptyModel(team: Team) async throws -> Parameters {
    var own = configuration
    own.optimizer = .fista
    own.batch = .full
    own.epochs = 10_000
    own.schedule = .constant
    own.warmup = 0
    own.dropout = 0
    own.weightDecay = nil
    own.patience = nil
    own.penalty = .l1
    // Zeros stay; what is free only needs to begin elsewhere.
    own.l1Method = .frozenZeros
    let start = Parameters(ParameterLayout(network))
    let shape = start.layout.layers[0]
    var values = start.networkOrder
    for row in 0..<shape.inputs where factors.factor(layer: 0, input: row, shape: shape) == 0 {
      for output in 0..<shape.outputs { values[row * shape.outputs + output] = 0x1p-10 }
    }
    return try await train(own, from: values, team: team).parameters
  }

  /// The smallest λ at which a row of zeros stays zero against the pulls |∂loss/∂w| of its weights:
  /// ‖S(pulls, λ·weight share)‖₂ ≤ λ·row share·√size, S the soft threshold.
  private static func strength(
    holding pulls: [Double], _ penalty: Penalty, _ shape: LayerShape
  ) -> Double {
    let (weightShare, rowShare) = (
      penalty.weightShare, penalty.rowShare * penalty.rowWeight(shape)
    )
    func holds(_ strength: Double) -> Bool {
      var sum = 0.0
      for pull in pulls {
        let excess = max(0, pull - strength * weightShare)
        sum += excess * excess
      }
      return sum.squareRoot() <= strength * rowShare
    }
    let most = pulls.max() ?? 0
    // With L1 alone nothing may exceed; halving an interval would only come near.
    guard rowShare > 0, most > 0 else { return weightShare > 0 ? most / weightShare : 0 }
    var (low, high) = (0.0, most)
    while !holds(high) { high *= 2 }
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle }
    }
    return high
  }

  private static var nothingToLearn: ConfigurationError {
    ConfigurationError(
      option: "penalty", found: "no strength from which the model is empty",
      expected: "data that can be learned from, and factors above 0 for what they are learned from")
  }

  /// From 0.1 down to 1e-17 or up to 1e17.
  private static let mostDoublings = 30

  private func isEmpty(
    at strength: Double, from start: [Float]?, team: Team
  ) async throws -> Bool {
    isEmpty(try await fitAlone(strength, from: start, team: team))
  }

  /// Whether no input that is ever penalized reaches an output.
  func isEmpty(_ parameters: Parameters) -> Bool {
    LivePart(of: parameters).livingInputs.allSatisfy { input in
      !factors.inputs.isEmpty && factors.inputs[input] == 0
    }
  }

  private func fitAlone(
    _ strength: Double, from initial: [Float]?, team: Team
  ) async throws -> Parameters {
    var alone = self
    alone.plan.refits = false
    return try await alone.fit(
      strength, from: initial, isWarm: initial != nil, team: team
    ).parameters
  }
}
