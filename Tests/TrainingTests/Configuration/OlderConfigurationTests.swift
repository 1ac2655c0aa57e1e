import Foundation
import Learning
import Testing

@testable import Training

/// What versions before this one wrote.
@Suite struct OlderConfigurationTests {
  /// As version 0.1.0 wrote it under contract 1.
  static let text = """
    {"activation":"gelu","batch":32,"dropout":0.25,"epochs":7,"hidden":[20,9],"initializer":"he",\
    "l1":0.001,"l1-method":"subgradient","l2":0.5,"loss":"huber","momentum":0.8,\
    "optimizer":"nesterov","patience":4,"rate":0.02,"rows-per-shard":8,"schedule":"cosine",\
    "seed":18446744073709551615,"warmup":3,"weight-decay":0.125}
    """

  @Test func `a configuration of contract 1 is read, new options at their defaults`() throws {
    let found = try JSONDecoder().decode(TrainingConfiguration.self, from: Data(Self.text.utf8))
    var expected = TrainingConfiguration()
    expected.activation = .gelu
    expected.batch = .rows(32)
    expected.dropout = 0.25
    expected.epochs = 7
    expected.hidden = [20, 9]
    expected.initializer = .he
    expected.l1 = 0.001
    expected.l1Method = .subgradient
    expected.l2 = 0.5
    expected.loss = .huber
    expected.momentum = 0.8
    expected.optimizer = .nesterov
    expected.patience = 4
    expected.rate = 0.02
    expected.rowsPerShard = 8
    expected.schedule = .cosine
    expected.seed = .max
    expected.warmup = 3
    expected.weightDecay = 0.125
    #expect(found == expected)
  }

  @Test func `an option that was always there must be there`() throws {
    for key in ["rate", "hidden", "l1-method", "seed"] {
      let text = Self.text.replacing("\"\(key)\"", with: "\"other\"")
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(TrainingConfiguration.self, from: Data(text.utf8))
      }
    }
  }
}
