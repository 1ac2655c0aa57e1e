import Arithmetic
import Learning
import Testing

/// The whole network is the oracle: its products are those of `ReferenceProduct`
/// (`MatrixProductTests`), its results those of the formulas (`EvaluationTests`).
@Suite struct EvaluatorTests {
  static let cases: [(Activation, Loss)] = Activation.allCases.flatMap { activation in
    Loss.allCases.map { (activation, $0) }
  }

  @Test(arguments: cases)
  func `a compact network has the bits of the whole one`(activation: Activation, loss: Loss) throws
  {
    for deadness in SparseProblem.Deadness.allCases {
      for values in SparseProblem.Values.allCases {
        for hasSkip in [false, true] {
          for bias in [nil, 0, -0.0] as [Float?] {
            try expectSameBits(
              SparseProblem(
                hidden: [18, 7], activation: activation, loss: loss, hasSkip: hasSkip,
                deadness: deadness, values: values, bias: bias, seed: UInt64(loss.rawValue.count)),
              "\(deadness) \(values) \(hasSkip) \(String(describing: bias))")
          }
        }
      }
    }
  }

  @Test(arguments: Activation.allCases, [[], [1], [1, 1], [40], [5, 33, 2]])
  func `networks of any depth have the same bits`(activation: Activation, hidden: [Int]) throws {
    for deadness in SparseProblem.Deadness.allCases {
      for values in SparseProblem.Values.allCases {
        for seed in 1...3 as ClosedRange<UInt64> {
          try expectSameBits(
            SparseProblem(
              hidden: hidden, activation: activation, loss: .squared,
              hasSkip: seed > 1 && !hidden.isEmpty, deadness: deadness, values: values,
              bias: seed == 3 ? -0.0 : nil, seed: seed), "\(deadness) \(values) \(seed)")
        }
      }
    }
  }

  @Test(arguments: Activation.allCases, [0x1p40, 0x1p100, 0x1p126, 0x1p-130] as [Float])
  func `weights that nearly overflow or underflow have the same bits`(
    activation: Activation, scale: Float
  ) throws {
    for values in SparseProblem.Values.allCases {
      for deadness in SparseProblem.Deadness.allCases {
        try expectSameBits(
          SparseProblem(
            hidden: [18, 7], activation: activation, loss: .huber, deadness: deadness,
            values: values, bias: 0, scale: scale), "\(deadness) \(values)")
      }
    }
  }

  @Test func `a zero whose sign the compact network cannot know is looked up`() throws {
    // The chain of the whole network is −0 + 1·(+0) = +0, the compact one's −0 + 1·(−0) = −0.
    let network = Network(inputs: 3, hidden: [], outputs: 1, activation: .relu, loss: .squared)
    let (live, output) = try prediction(of: network, [0, 1, 0, -0.0], input: [1, -0.0, 1])
    #expect(live.inputs == [1])
    #expect(output.bitPattern == (0 as Float).bitPattern)
  }

  @Test func `a dead unit that overflows makes a NaN although its layer would be empty without`()
    throws
  {
    let network = Network(inputs: 2, hidden: [1], outputs: 1, activation: .identity, loss: .squared)
    let (live, output) = try prediction(of: network, [0, 2, 0, 0, 1], input: [1, 3e38])
    #expect(live.inputs == [0] && live.units == [[0]])
    #expect(output.isNaN)
  }

  /// What the compact network says of one row.
  private func prediction(
    of network: Network, _ values: [Float], input: [Float]
  ) throws -> (live: LivePart, output: Float) {
    let parameters = Parameters(ParameterLayout(network))
    parameters.load(networkOrder: values)
    let memory = Buffer<Float>(repeating: 0, count: RowMatrix.pitch(columns: input.count + 1))
    for column in input.indices { memory.view[column] = input[column] }
    let output = Buffer<Float>(repeating: 7, count: 1)
    let classes = Buffer<Int32>(repeating: 0, count: 1)
    let live = LivePart(of: parameters)
    let compact = try #require(CompactNetwork(live, of: parameters))
    return withExtendedLifetime((memory, output, classes)) {
      Evaluator(parameters, compact: compact, capacity: 1).predict(
        0..<1, of: RowMatrix(memory.view, rows: 1, pitch: memory.view.count),
        into: RowMatrix(output.view, rows: 1, pitch: 1), classes: classes.view)
      return (live, output.view[0])
    }
  }

  @Test func `a compact network is used where it pays alone`() {
    func compact(hidden: [Int], _ deadness: SparseProblem.Deadness, rows: Int) -> CompactNetwork? {
      CompactNetwork(
        SparseProblem(hidden: hidden, activation: .relu, loss: .squared, deadness: deadness)
          .parameters, rows: rows)
    }
    #expect(compact(hidden: [256, 128], .most, rows: 10_000) != nil)
    #expect(compact(hidden: [256, 128], .most, rows: 10) == nil)
    #expect(compact(hidden: [256, 128], .none, rows: 10_000) == nil)
    #expect(compact(hidden: [], .some, rows: 10_000) == nil)
  }

  private func expectSameBits(_ problem: SparseProblem, _ comment: String) throws {
    let rows = 3..<SparseProblem.rows
    let (network, parameters) = (problem.network, problem.parameters)
    let outputs = network.outputs
    let workspace = Workspace(parameters.layout, capacity: rows.count, dropout: nil)
    let live = LivePart(of: parameters)
    guard let compact = CompactNetwork(live, of: parameters) else {
      #expect(!live.allUnitsLive, "\(comment)")
      return
    }
    let evaluator = Evaluator(parameters, compact: compact, capacity: rows.count)
    let results = (0..<2).map { _ in
      (
        output: Buffer<Float>(repeating: -7, count: rows.count * outputs),
        classes: Buffer<Int32>(repeating: -7, count: rows.count)
      )
    }
    let views = results.map { ($0.output.view, $0.classes.view) }
    withExtendedLifetime((problem, results)) {
      func matrix(_ view: View<Float>) -> RowMatrix {
        RowMatrix(view, rows: rows.count, pitch: outputs)
      }
      workspace.predict(
        rows, of: problem.inputs, parameters: parameters, into: matrix(views[0].0),
        classes: views[0].1)
      evaluator.predict(
        rows, of: problem.inputs, into: matrix(views[1].0), classes: views[1].1)
      #expect(
        views[0].0.array().map(\.bitPattern) == views[1].0.array().map(\.bitPattern), "\(comment)")
      #expect(views[0].1.array() == views[1].1.array(), "\(comment)")
      let whole = workspace.measure(rows, of: problem.examples, parameters: parameters)
      let part = evaluator.measure(rows, of: problem.examples)
      #expect(whole.loss.bitPattern == part.loss.bitPattern, "\(comment)")
      #expect(whole.correct == part.correct, "\(comment)")
      #expect(whole.squaredError.bitPattern == part.squaredError.bitPattern, "\(comment)")
    }
  }
}
