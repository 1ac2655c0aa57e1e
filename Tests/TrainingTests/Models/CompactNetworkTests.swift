import Arithmetic
import Learning
import Testing
import Training

@Suite struct CompactNetworkTests {
  /// Of 13-160-96-K with a third of the inputs and four of five units dead.
  private static func parameters(loss: Loss = .crossEntropy, hasSkip: Bool = false) -> Parameters {
    let network = Network(
      inputs: MadeData.features, hidden: [160, 96], outputs: loss.hasOutputPerClass ? 3 : 1,
      activation: .tanh, loss: loss, hasSkip: hasSkip)
    let parameters = Parameters(ParameterLayout(network))
    parameters.initialize(.glorot, seed: 4)
    var values = parameters.networkOrder
    var next = 0
    for (layer, shape) in network.layerShapes.enumerated() {
      let below = network.widths[layer]
      for row in 0..<shape.inputs {
        let isInput = layer == 0 || row >= below
        let index = row % below
        let isDead = isInput ? index % 3 == 1 : index % 5 > 0
        for _ in 0..<shape.outputs {
          if isDead { values[next] = 0 }
          next += 1
        }
      }
      next += shape.outputs
    }
    parameters.load(networkOrder: values)
    return parameters
  }

  @Test(arguments: [1, 2, 3, 8])
  func `predictions and losses have the bits of the whole network`(workers: Int) async throws {
    let data = MadeData(rows: 1000).data
    let parameters = Self.parameters()
    let compact = try #require(CompactNetwork(parameters, rows: data.rows))
    #expect(compact.live.network.widths == [9, 32, 20, 3])
    let team = try makeTeam(workers)
    let predictions = try await Predictions.make(parameters, of: data, team: team)
    let evaluation = try await Evaluation.measure(parameters, on: data, team: team)

    let workspace = Workspace(parameters.layout, capacity: data.rows, dropout: nil)
    let output = Buffer<Float>(repeating: 0, count: data.rows * 3)
    let classes = Buffer<Int32>(repeating: 0, count: data.rows)
    withExtendedLifetime((data, output, classes)) {
      workspace.predict(
        0..<data.rows, of: data.examples.inputs, parameters: parameters,
        into: RowMatrix(output.view, rows: data.rows, pitch: 3), classes: classes.view)
      for row in 0..<data.rows {
        for k in 0..<3 {
          #expect(predictions[row, k].bitPattern == output.view[3 * row + k].bitPattern)
        }
        #expect(predictions.predictedClass(row: row) == Int(classes.view[row]))
      }
      let blocks = (0..<BlockSum.blocks(count: data.rows)).map {
        workspace.measure(
          BlockSum.range(ofBlock: $0, count: data.rows), of: data.examples, parameters: parameters)
      }
      // Four blocks: the tree adds the first two, the last two, and both.
      let loss = (blocks[0].loss + blocks[1].loss) + (blocks[2].loss + blocks[3].loss)
      #expect(evaluation.loss.bitPattern == (loss / 1000).bitPattern)
      #expect(evaluation.accuracy == blocks.reduce(0) { $0 + $1.correct } / 1000)
    }
  }

  static let optimizers: [OptimizerName] = [.sgd, .nesterov, .adam, .ftrl]

  @Test(arguments: optimizers, [false, true])
  func `a refit of the living part alone has the bits of one of the whole network`(
    optimizer: OptimizerName, hasSkip: Bool
  ) async throws {
    let data = MadeData(rows: 300).data
    let whole = Self.parameters(hasSkip: hasSkip)
    let live = LivePart(of: whole)
    var configuration = TrainingConfiguration()
    configuration.hidden = whole.layout.network.hidden
    configuration.optimizer = optimizer
    configuration.rate = 0.01
    configuration.l1Method = .frozenZeros
    configuration.epochs = 5
    let team = try makeTeam(2)
    let expected = try await Trainer(
      network: whole.layout.network, configuration: configuration
    ).train(on: data, team: team, from: whole.networkOrder).parameters.networkOrder
    configuration.hidden = live.network.hidden
    let part = try await Trainer(network: live.network, configuration: configuration).train(
      on: data.selecting(live.inputs), team: team, from: live.reduced(whole.networkOrder)
    ).parameters.networkOrder
    #expect(part.map(\.bitPattern) == live.reduced(expected).map(\.bitPattern))
    #expect(part != live.reduced(whole.networkOrder))
    // ftrl makes dead weights anew as well, from sums that round.
    if optimizer != .ftrl {
      #expect(live.expanded(part, over: whole.networkOrder) == expected)
    }
  }
}
