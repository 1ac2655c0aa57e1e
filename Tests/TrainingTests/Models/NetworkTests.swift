import Datasets
import Learning
import Testing
import Training

@Suite struct NetworkTests {
  /// Outputs of the network for a loss; nil where it does not fit.
  static let outputs: [(SmallTable, Loss?, loss: Loss, outputs: Int?)] = [
    (.number, nil, .squared, 1), (.number, .squared, .squared, 1), (.number, .huber, .huber, 1),
    (.number, .logistic, .logistic, nil), (.number, .crossEntropy, .crossEntropy, nil),
    (.number, .articleSquared, .articleSquared, nil),
    (.twoClasses, nil, .logistic, 1), (.twoClasses, .logistic, .logistic, 1),
    (.twoClasses, .crossEntropy, .crossEntropy, 2), (.twoClasses, .squared, .squared, nil),
    (.twoClasses, .huber, .huber, nil), (.twoClasses, .articleSquared, .articleSquared, nil),
    (.threeClasses, nil, .crossEntropy, 3), (.threeClasses, .crossEntropy, .crossEntropy, 3),
    (.threeClasses, .logistic, .logistic, nil), (.threeClasses, .squared, .squared, nil),
    (.threeClasses, .huber, .huber, nil), (.threeClasses, .articleSquared, .articleSquared, nil),
  ]

  @Test func `every task takes its losses and no others`() throws {
    for (table, asked, loss, outputs) in Self.outputs {
      var configuration = TrainingConfiguration()
      configuration.loss = asked
      configuration.hidden = [9]
      configuration.activation = .tanh
      let schema = try table.prepared.schema
      if let outputs {
        let network = try Network(configuration, for: schema)
        // Age, whether it is missing, and three colours.
        #expect(
          network
            == Network(inputs: 5, hidden: [9], outputs: outputs, activation: .tanh, loss: loss))
      } else {
        let error = try #require(throws: ConfigurationError.self) {
          try Network(configuration, for: schema)
        }
        #expect(error.option == "loss")
        #expect(error.found.hasPrefix(loss.rawValue))
        #expect(!error.expected.contains(loss.rawValue))
      }
    }
    #expect(Self.outputs.count == 3 * (1 + Loss.allCases.count))
  }

  @Test(arguments: Penalty.Shape.allCases)
  func `only a hierarchical penalty adds a skip connection`(penalty: Penalty.Shape) throws {
    var configuration = TrainingConfiguration()
    configuration.hidden = [9, 4]
    configuration.penalty = penalty
    let network = try Network(configuration, for: SmallTable.threeClasses.prepared.schema)
    #expect(network.hasSkip == (penalty == .hierarchical))
    #expect(network.weights == 5 * 9 + 9 * 4 + 4 * 3 + (network.hasSkip ? 5 * 3 : 0))
    #expect(network.parameters == network.weights + 9 + 4 + 3)
  }
}
