/// The network that gives the rows of the demo their labels.
struct SeedTeacher {
  private static let hidden = 15

  /// Uniform in ±9.9: weights input to hidden `[features, hidden]`, hidden biases, weights hidden
  /// to output `[hidden, classes]`, output biases.
  private let parameters: [Double]

  init() {
    var generator = MersenneTwister(seed: 3)
    let count =
      (SeedData.features + 1) * Self.hidden + (Self.hidden + 1) * SeedData.classes
    parameters = generator.uniform(within: 9.9, count: count).map(Double.init)
  }

  /// The class of the largest output. Softmax is left out: it keeps the order.
  func label(of row: ArraySlice<Float>) -> Int {
    let sums = outputs(of: row)
    return sums.indices.reduce(0) { sums[$1] > sums[$0] ? $1 : $0 }
  }

  /// The outputs before softmax.
  ///
  /// In the demo's 240 rows the two largest are at least 0.23 apart, so neither the order of these
  /// sums nor the last bits of tanh can change a label.
  func outputs(of row: ArraySlice<Float>) -> [Double] {
    let hidden = Self.layer(
      row.map(Double.init), parameters[..<((SeedData.features + 1) * Self.hidden)],
      outputs: Self.hidden)
    return Self.layer(
      hidden.map(Self.tanh), parameters[((SeedData.features + 1) * Self.hidden)...],
      outputs: SeedData.classes)
  }

  /// - Parameter parameters: weights `[inputs, outputs]`, then biases.
  private static func layer(
    _ inputs: [Double], _ parameters: ArraySlice<Double>, outputs: Int
  ) -> [Double] {
    var sums = Array(parameters.suffix(outputs))
    for (input, value) in inputs.enumerated() {
      let weights = parameters.dropFirst(input * outputs)
      for (output, weight) in weights.prefix(outputs).enumerated() {
        sums[output] += weight * value
      }
    }
    return sums
  }

  /// tanh x from additions, multiplications and divisions alone, so that it has the same bits on
  /// every machine, which libm does not promise.
  ///
  /// Lambert's continued fraction x / (1 + x² / (3 + x² / (5 + …))) of x / 2⁶, then six times
  /// tanh 2a = 2t / (1 + t²). Error below 1e-13.
  static func tanh(_ x: Double) -> Double {
    // There 1 − tanh x is below half of 1's last bit.
    if x.magnitude > 20 { return x < 0 ? -1 : 1 }
    let part = x * 0x1p-6
    let square = part * part
    var t = part / (1 + square / (3 + square / (5 + square / (7 + square / 9))))
    for _ in 0..<6 { t = 2 * t / (1 + t * t) }
    return t
  }
}
