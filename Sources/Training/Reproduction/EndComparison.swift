import Foundation
import Learning
import Team

/// Compares the end of a run that was trained again with what its files say of it.
struct EndComparison {
  private let run: RecordedRun
  private let replayed: ReplayedRun

  init(_ replayed: ReplayedRun) {
    run = replayed.run
    self.replayed = replayed
  }

  /// - Parameters:
  ///   - parameters: that the run returned.
  ///   - steps: that it took.
  /// - Throws: `Difference`, or an error of the team.
  func compare(_ parameters: Parameters, steps: Int, team: Team) async throws {
    let model = Model(schema: replayed.data.schema, parameters: parameters)
    let receipt = run.receipt
    try Self.compare(run, with: model)
    // Early stopping alone ends a run before its last epoch.
    var outcome = RunOutcome(
      model, epochs: receipt.epochs.count, steps: steps,
      stoppedEarly: receipt.isFinished && receipt.epochs.count < receipt.configuration.epochs)
    if receipt.isFinished {
      outcome = try await outcome.measured(
        model, receipt.configuration, replayed.factors, on: replayed.data, team: team)
    }
    try Self.compare(receipt, with: outcome, hasTest: replayed.data.test != nil)
  }

  /// Compares a model with that of the run's files.
  static func compare(_ run: RecordedRun, with model: Model) throws(Difference) {
    let epoch = run.receipt.selection == nil ? run.receipt.epochs.count : nil
    func require(
      _ holds: Bool, _ what: String, _ expected: String, _ found: String
    ) throws(Difference) {
      guard holds else {
        throw Difference(epoch: epoch, what: what, expected: expected, found: found)
      }
    }
    try require(
      model.digest == run.receipt.digest, "weights of the model", "\(run.receipt.digest)",
      "\(model.digest)")
    try require(
      run.model.network == model.network, "network of model.json", "\(run.model.network)",
      "\(model.network)")
    for (schema, file) in [(run.model.schema, "model.json"), (run.receipt.schema, "receipt.json")] {
      let words = schema.firstDifference(to: model.schema)
      try require(words == nil, "schema of \(file)", "as made of the data", words ?? "")
    }
  }

  /// Compares what came out with what the receipt says.
  ///
  /// - Parameter hasTest: whether the test rows were measured.
  static func compare(
    _ receipt: Receipt, with outcome: RunOutcome, hasTest: Bool
  ) throws {
    let expected = try fields(receipt.result)
    let found = try fields(outcome)
    let keys = Set(expected.keys).union(found.keys).sorted()
    for key in keys where hasTest || !key.hasPrefix("test") {
      guard expected[key] == found[key] else {
        throw Difference(
          epoch: receipt.selection == nil ? receipt.epochs.count : nil, what: "result.\(key)",
          expected: expected[key] ?? "none", found: found[key] ?? "none")
      }
    }
  }

  /// The text of each key.
  private static func fields(_ outcome: RunOutcome) throws -> [String: String] {
    let object = try JSONSerialization.jsonObject(
      with: Data(try JSONFile.text(outcome, pretty: false).utf8))
    return (object as? [String: Any] ?? [:]).mapValues { value in
      let text = try? JSONSerialization.data(
        withJSONObject: value, options: [.sortedKeys, .fragmentsAllowed])
      return String(decoding: text ?? Data(), as: UTF8.self)
    }
  }
}
