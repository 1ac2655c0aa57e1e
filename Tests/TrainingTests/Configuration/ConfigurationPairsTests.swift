import Learning
import Testing
import Training

/// What has a meaning alone and none together.
@Suite struct ConfigurationPairsTests {
  static let refused: [ConfigurationChange] =
    [Penalty.Shape.groupInputs, .groupUnits, .sparseGroup, .hierarchical].flatMap { shape in
      [
        .init("l1-method") { ($0.penalty, $0.l1Method) = (shape, .subgradient) },
        .init("l1-method") {
          ($0.penalty, $0.l1Method, $0.optimizer) = (shape, .cumulative, .sgd)
        },
        .init("optimizer") { ($0.penalty, $0.optimizer) = (shape, .ftrl) },
        .init("optimizer") {
          ($0.penalty, $0.optimizer, $0.batch) = (shape, .owlqn, .full)
        },
      ] as [ConfigurationChange]
    } + [
      .init("penalty") { ($0.penalty, $0.hidden) = (.groupUnits, []) },
      .init("penalty") { ($0.penalty, $0.hidden) = (.hierarchical, []) },
      .init("l1-method") { ($0.l1Method, $0.optimizer) = (.cumulative, .adam) },
      .init("l1-method") { ($0.l1Method, $0.optimizer) = (.cumulative, .adamw) },
      .init("l1-method") { ($0.l1Method, $0.optimizer) = (.cumulative, .ftrl) },
      .init("l1-method") { ($0.l1Method, $0.optimizer) = (.subgradient, .ftrl) },
      .init("l1-method") { ($0.l1Method, $0.optimizer) = (.proximalDecoupled, .ftrl) },
      .init("schedule") { ($0.schedule, $0.optimizer) = (.cosine, .ftrl) },
      .init("schedule") { ($0.warmup, $0.optimizer) = (3, .ftrl) },
      .init("weight-decay") { ($0.weightDecay, $0.optimizer) = (0.1, .ftrl) },
    ]
    + [OptimizerName.fista, .owlqn].flatMap { solver in
      [
        .init("batch") { $0.optimizer = solver },
        .init("dropout") { ($0.optimizer, $0.batch, $0.dropout) = (solver, .full, 0.1) },
        .init("weight-decay") {
          ($0.optimizer, $0.batch, $0.weightDecay) = (solver, .full, 0.1)
        },
        .init("patience") { ($0.optimizer, $0.batch, $0.patience) = (solver, .full, 3) },
        .init("l1-method") {
          ($0.optimizer, $0.batch, $0.l1Method) = (solver, .full, .subgradient)
        },
        .init("l1-method") {
          ($0.optimizer, $0.batch, $0.l1Method) = (solver, .full, .cumulative)
        },
        .init("l1-method") {
          ($0.optimizer, $0.batch, $0.l1Method) = (solver, .full, .proximalDecoupled)
        },
      ] as [ConfigurationChange]
    }

  @Test(arguments: refused)
  func `a pair without meaning is refused by the name of an option`(
    change: ConfigurationChange
  ) throws {
    let error = try #require(throws: ConfigurationError.self) { try change.changed.validate() }
    #expect(error.option == change.option)
    #expect(!error.expected.isEmpty)
  }

  /// The table of what goes together, by hand.
  static func isMeant(
    _ optimizer: OptimizerName, _ shape: Penalty.Shape, _ method: Penalty.Method
  ) -> Bool {
    switch (optimizer, shape, method) {
    // What a refit does, after any penalty.
    case (_, _, .frozenZeros): return true
    case (.ftrl, .l1, .proximal), (.owlqn, .l1, .proximal), (.fista, _, .proximal): return true
    case (.ftrl, _, _), (.owlqn, _, _), (.fista, _, _): return false
    case (_, _, .proximal), (_, _, .proximalDecoupled), (_, .l1, .subgradient): return true
    case (.sgd, .l1, .cumulative), (.momentum, .l1, .cumulative), (.nesterov, .l1, .cumulative):
      return true
    default: return false
    }
  }

  @Test(arguments: OptimizerName.allCases, Penalty.Shape.allCases)
  func `every other pair is taken`(optimizer: OptimizerName, shape: Penalty.Shape) {
    for method in Penalty.Method.allCases {
      var configuration = TrainingConfiguration()
      configuration.optimizer = optimizer
      configuration.penalty = shape
      configuration.l1Method = method
      if optimizer.minibatch == nil { configuration.batch = .full }
      let isTaken = (try? configuration.validate()) != nil
      #expect(isTaken == Self.isMeant(optimizer, shape, method), "\(method)")
    }
  }
}
