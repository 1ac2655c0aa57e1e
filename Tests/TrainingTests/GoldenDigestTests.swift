import Foundation
import Learning
import Testing
import Training

/// Small runs whose digests are pinned: the same bits from one version to the next, on every
/// machine.
///
/// The table is `GoldenDigests.swift`. It moves only together with `Versions.contract`. To write
/// it anew:
///
///     LOCKSTEP_WRITE_GOLDEN=Tests/TrainingTests/GoldenDigests.swift \
///       swift test --filter GoldenDigestTests
@Suite struct GoldenDigestTests {
  /// One run, by the name in the table.
  struct Run: Sendable {
    let name: String
    let example: String
    let configuration: TrainingConfiguration

    init(
      _ name: String, on example: String, _ change: (inout TrainingConfiguration) -> Void = { _ in }
    ) {
      self.name = "\(example) \(name)"
      self.example = example
      var configuration = TrainingConfiguration()
      configuration.hidden = [20, 9]
      configuration.activation = .tanh
      configuration.epochs = 2
      configuration.batch = .rows(100)
      configuration.l1 = 0.001
      change(&configuration)
      self.configuration = configuration
    }

    func digest() async throws -> Digest {
      let data = try ExampleData.named(example)
      let trainer = try Trainer(
        network: Network(configuration, for: data.schema), configuration: configuration,
        factors: PenaltyFactors(configuration, for: data.schema))
      // Five: their cuts of 7 shards run through subtrees, so that most sums are of several nodes.
      let result = try await trainer.train(
        on: data.training, validation: configuration.patience == nil ? nil : data.validation,
        team: makeTeam(5), participation: .all)
      return Digest(ofParameters: result.parameters.networkOrder)
    }
  }

  static let runs: [Run] = {
    var runs: [Run] = []
    let optimizers = [OptimizerName.sgd, .momentum, .nesterov, .adam, .adamw]
    for optimizer in optimizers {
      let rate = optimizer.minibatch?.hasMetric == true ? 0.003 : 0.02
      runs.append(
        Run("\(optimizer) none", on: "diabetes") {
          ($0.optimizer, $0.rate, $0.l1, $0.l2) = (optimizer, rate, 0, 0.01)
        })
      for method in [Penalty.Method.subgradient, .proximal] {
        runs.append(
          Run("\(optimizer) \(method)", on: "diabetes") {
            ($0.optimizer, $0.rate, $0.l1Method) = (optimizer, rate, method)
            // Adam with decay is adamw, to the bit.
            $0.weightDecay = optimizer == .adam ? nil : 0.01
          })
      }
    }
    for activation in Activation.allCases {
      runs.append(Run("\(activation)", on: "digits") { $0.activation = activation })
    }
    for (loss, example) in [
      (Loss.crossEntropy, "spam"), (.logistic, "spam"), (.squared, "concrete"),
      (.huber, "concrete"),
    ] {
      runs.append(Run("\(loss)", on: example) { $0.loss = loss })
    }
    for schedule in Schedule.Shape.allCases {
      runs.append(
        Run("\(schedule) schedule", on: "concrete") { ($0.schedule, $0.warmup) = (schedule, 5) })
    }
    runs += [
      Run("dropout", on: "credit") { ($0.dropout, $0.activation) = (0.3, .gelu) },
      Run("full batch", on: "diabetes") { ($0.batch, $0.epochs, $0.rowsPerShard) = (.full, 9, 7) },
      Run("linear", on: "credit") { ($0.hidden, $0.rate) = ([], 0.01) },
      Run("he, wide", on: "digits") { ($0.initializer, $0.hidden) = (.he, [70, 33]) },
      Run("early stopping", on: "concrete") { ($0.patience, $0.epochs, $0.rate) = (1, 9, 0.05) },
      Run("another seed", on: "diabetes") { $0.seed = 0x1234_5678_9abc_def0 },
    ]
    runs += penalized
    return runs
  }()

  /// Penalties of contract 2.
  static let penalized: [Run] = {
    func run(
      _ optimizer: OptimizerName, _ shape: Penalty.Shape, _ method: Penalty.Method,
      _ name: String = "", _ change: (inout TrainingConfiguration) -> Void = { _ in }
    ) -> Run {
      Run("\(optimizer) \(shape) \(method)\(name)", on: "diabetes") {
        ($0.optimizer, $0.penalty, $0.l1Method) = (optimizer, shape, method)
        ($0.rate, $0.l1) = (optimizer.minibatch?.hasMetric == true ? 0.003 : 0.02, 0.01)
        if optimizer == .ftrl { $0.rate = 0.1 }
        change(&$0)
      }
    }
    var runs: [Run] = []
    for optimizer in [OptimizerName.adam, .adamw] {
      runs.append(run(optimizer, .l1, .proximalDecoupled))
    }
    for optimizer in [OptimizerName.sgd, .momentum, .nesterov] {
      runs.append(run(optimizer, .l1, .cumulative))
    }
    runs += [
      run(.ftrl, .l1, .proximal, " without strength") { $0.l1 = 0 }, run(.ftrl, .l1, .proximal),
    ]
    for shape in Penalty.Shape.allCases where shape != .l1 {
      for optimizer in [OptimizerName.sgd, .momentum, .nesterov, .adam] {
        runs.append(run(optimizer, shape, .proximal))
      }
      runs.append(run(.adam, shape, .proximalDecoupled))
    }
    for optimizer in [OptimizerName.sgd, .adam] {
      runs += [
        run(optimizer, .l1, .proximal, ", elastic net") { $0.l2 = 0.1 },
        run(optimizer, .sparseGroup, .proximal, ", mix") { $0.groupMix = 0.9 },
        run(optimizer, .hierarchical, .proximal, ", hierarchy") { $0.hierarchy = 0.1 },
        run(optimizer, .l1, .proximal, ", layers") { $0.l1Layers = [1, 0.5, 0] },
        run(optimizer, .hierarchical, .proximal, ", columns") { $0.l1Column = columns },
        run(optimizer, .l1, .proximal, ", columns") { $0.l1Column = columns },
      ]
    }
    runs.append(run(.ftrl, .l1, .proximal, ", columns") { $0.l1Column = columns })
    return runs
  }()

  private static let columns = [
    ColumnFactor(name: "bmi", factor: 0), ColumnFactor(name: "s5", factor: 3),
  ]

  /// What is pinned beside runs: how weights begin.
  static func initialization(_ initializer: Initializer) -> Digest {
    let parameters = Parameters(
      ParameterLayout(
        Network(inputs: 61, hidden: [70, 33], outputs: 19, activation: .relu, loss: .crossEntropy)))
    parameters.initialize(initializer, seed: 17)
    return Digest(ofParameters: parameters.networkOrder)
  }

  static func found() async throws -> [GoldenDigest] {
    var found = Initializer.allCases.map {
      GoldenDigest("initialization \($0)", "\(initialization($0))")
    }
    for run in runs { found.append(GoldenDigest(run.name, "\(try await run.digest())")) }
    return found
  }

  @Test func `digests are those of the contract's version`() async throws {
    let found = try await Self.found()
    if let path = ProcessInfo.processInfo.environment["LOCKSTEP_WRITE_GOLDEN"] {
      try Data(GoldenDigest.source(of: found).utf8).write(to: URL(filePath: path))
      return
    }
    #expect(GoldenDigest.contract == Versions.contract)
    #expect(found.map(\.name) == GoldenDigest.pinned.map(\.name))
    for (found, pinned) in zip(found, GoldenDigest.pinned) { #expect(found == pinned) }
    // Every option above changes bits.
    #expect(Set(found.map(\.digest)).count == found.count)
  }
}

/// A line of the table.
struct GoldenDigest: Equatable {
  let name: String
  let digest: String

  init(_ name: String, _ digest: String) {
    self.name = name
    self.digest = digest
  }

  /// The file that holds the table.
  static func source(of digests: [GoldenDigest]) -> String {
    let lines = digests.map { "    .init(\n      \"\($0.name)\",\n      \"\($0.digest)\")," }
    return """
      extension GoldenDigest {
        /// Moves only together with `Versions.contract`; `GoldenDigestTests` says how to write it anew.
        static let contract = \(Versions.contract)

        static let pinned: [GoldenDigest] = [
      \(lines.joined(separator: "\n"))
        ]
      }

      """
  }
}
