import Arithmetic
import Datasets
import Learning
import Team
import Testing

@testable import Training

@Suite struct ComparisonTests {
  static func configuration(
    _ change: (inout TrainingConfiguration) -> Void = { _ in }
  ) -> TrainingConfiguration {
    var configuration = TrainingConfiguration()
    configuration.hidden = [5]
    configuration.epochs = 6
    configuration.batch = .rows(32)
    configuration.rowsPerShard = 8
    change(&configuration)
    return configuration
  }

  /// What a replay that was done found.
  private func found(_ outcome: Comparison.ReplayOutcome) throws -> Comparison.Replay {
    guard case .done(let replay) = outcome else { throw LeftOut(outcome: outcome) }
    return replay
  }

  private struct LeftOut: Error {
    let outcome: Comparison.ReplayOutcome
  }

  /// Expects that a replay found the step that one thread finds, with that row in its shard.
  private func expectReference(
    _ replay: Comparison.Replay, _ first: RecordedFile, _ second: RecordedFile, row: Int?
  ) throws {
    var (one, other) = (try ReferenceSteps(first), try ReferenceSteps(second))
    for step in 1...30 {
      let (old, new) = (try one.next(), try other.next())
      guard old.weights != new.weights else { continue }
      let difference = try #require(replay.difference)
      #expect(difference.step == step)
      let index = try #require(
        zip(old.weights, new.weights).enumerated().first { $1.0 != $1.1 }?.offset)
      #expect(difference.parameter.optimizerArray == nil)
      #expect(difference.parameter.before.bitPattern == old.weights[index])
      #expect(difference.parameter.after.bitPattern == new.weights[index])
      // [inputs, 5] weights of the first layer come first.
      let place = difference.parameter.place
      if index < first.data.training.features * 5 {
        #expect((place.layer, place.input, place.output) == (0, index / 5, index % 5))
        #expect(place.feature == first.data.schema.features[index / 5].name)
      }
      guard let row, case .different(let shard) = difference.shards else {
        return #expect(row == nil && difference.shards == .same)
      }
      let position = try #require(old.rows.firstIndex(of: row))
      let size = first.configuration.rowsPerShard
      #expect(shard.index == position / size + 1)
      #expect(shard.count == (old.rows.count + size - 1) / size)
      let start = position / size * size
      #expect(shard.rows == old.rows[start..<min(start + size, old.rows.count)].map { $0 + 1 })
      #expect(shard.differentRows == [row + 1])
      return
    }
    Issue.record("one thread finds no difference")
  }

  // MARK: - Data

  @Test(arguments: [3, 70, 149], [OptimizerName.sgd, .adam])
  func `a cell that one row has otherwise names its step, shard and row`(
    row: Int, optimizer: OptimizerName
  ) async throws {
    let configuration = Self.configuration {
      $0.optimizer = optimizer
      $0.dropout = 0.2
    }
    let first = try await RecordedFile(RecordedFile.text(), configuration, scaling: .none)
    let second = try await RecordedFile(
      RecordedFile.text([(row, 0, "0.5")]), configuration, scaling: .none)
    let changes = try first.comparison(with: second).changes
    #expect(!changes.isSame && changes.configuration.isEmpty && changes.firstDifferentEpoch == 1)
    let data = try #require(changes.data)
    #expect(data.trainingDigest != nil && data.files.map(\.role) == [.training])
    let replay = try found(try await first.replay(with: second))
    #expect(replay.startEpoch == 0 && replay.unlikeReceipts == [])
    try expectReference(replay, first, second, row: row)
  }

  @Test func `a category that one row has otherwise is named below a held out part`() async throws {
    let configuration = Self.configuration()
    let cell = (row: 40, column: 2, cell: "blue")
    let first = try await RecordedFile(RecordedFile.text(), configuration, fraction: 0.2)
    let second = try await RecordedFile(RecordedFile.text([cell]), configuration, fraction: 0.2)
    let held = HeldOutRows.split(rows: 150, fraction: 0.2, seed: 0)
    #expect(held.training.contains(40))
    let replay = try found(try await first.replay(with: second))
    guard case .different(let shard)? = replay.difference?.shards else {
      Issue.record("no shard: \(replay)")
      return
    }
    #expect(shard.differentRows == [41])
    #expect(shard.rows.contains(41) && shard.rows == shard.otherRows)
  }

  @Test func `a number that moves the standardization differs in the first step`() async throws {
    let first = try await RecordedFile(RecordedFile.text(), Self.configuration())
    let second = try await RecordedFile(
      RecordedFile.text([(70, 1, "3.21")]), Self.configuration())
    let changes = try first.comparison(with: second).changes
    #expect(changes.data?.column?.contains("column b") == true)
    let replay = try found(try await first.replay(with: second))
    #expect(replay.difference?.step == 1)
    guard case .different(let shard)? = replay.difference?.shards else {
      Issue.record("no shard: \(replay)")
      return
    }
    #expect(shard.index == 1 && shard.differentRows == shard.rows)
  }

  // MARK: - Configuration

  @Test(arguments: [true, false])
  func `a rate differs in the update and not in the gradients`(hasCheckpoints: Bool) async throws {
    let schedule =
      hasCheckpoints
      ? SnapshotSchedule(everyEpochs: 1, everySteps: nil, every: nil) : SnapshotSchedule()
    let first = try await RecordedFile(
      RecordedFile.text(), Self.configuration(), checkpoints: schedule)
    let second = try await RecordedFile(
      RecordedFile.text(), Self.configuration { $0.rate = 0.002 }, checkpoints: schedule)
    #expect(
      try first.comparison(with: second).changes.configuration
        == [OptionChange(option: "rate", before: "0.001", after: "0.002")])
    let replay = try found(try await first.replay(with: second))
    #expect(replay.startEpoch == 0)
    #expect(replay.difference?.step == 1)
    try expectReference(replay, first, second, row: nil)
  }

  @Test(arguments: [(nil, 1, 0), (1, 1, 3), (1, 2, 2), (5, 1, 0)] as [(Int?, Int?, Int)])
  func `a schedule differs where it drops, from the last common checkpoint`(
    first: Int?, second: Int?, start: Int
  ) async throws {
    func run(_ everyEpochs: Int?, _ shape: Schedule.Shape) async throws -> RecordedFile {
      try await RecordedFile(
        RecordedFile.text(), Self.configuration { $0.schedule = shape },
        checkpoints: SnapshotSchedule(everyEpochs: everyEpochs, everySteps: nil, every: nil))
    }
    let (one, other) = (try await run(first, .constant), try await run(second, .step))
    // 5 steps an epoch: the rate drops after 15 of 30.
    #expect(try one.comparison(with: other).changes.firstDifferentEpoch == 4)
    let replay = try found(try await one.replay(with: other))
    #expect(replay.startEpoch == start)
    #expect(replay.difference?.step == 16 && replay.difference?.epoch == 4)
    try expectReference(replay, one, other, row: nil)
    guard start == 3 else { return }
    // The checkpoints after epoch 3, of one run and then of both alike, with their digests made anew.
    for run in [one, other] {
      let entry = CheckpointFolder(path: run.path + "/checkpoint").entries[2]
      var checkpoint = try Checkpoint(from: entry.path)
      checkpoint.state.parameters[0] = 0
      try checkpoint.write(to: entry.path, network: try run.run().model.network)
      let again = try found(try await one.replay(with: other))
      #expect(again.startEpoch == 2 && again.difference == replay.difference)
    }
  }

  @Test func `shards add up to the gradient that one thread computes`() async throws {
    let run = try await RecordedFile(
      RecordedFile.text(), Self.configuration { $0.dropout = 0.3 }, scaling: .none)
    let recorded = try run.run()
    let replayed = try ReplayedRun(recorded, RecordedData(of: recorded.receipt))
    let weights = recorded.model.parameters.networkOrder
    // The last of 5 steps of the third epoch, which is smaller.
    let shards = StepShards(replayed, at: weights, step: 14)
    func sum(_ range: Range<Int>) -> [Float] {
      guard range.count > 1 else { return shards.gradient(ofShard: range.lowerBound) }
      let middle = range.lowerBound + ReductionTree.leftLeaves(of: range.count)
      return zip(sum(range.lowerBound..<middle), sum(middle..<range.upperBound)).map { $0 + $1 }
    }
    #expect(shards.cut.shards == 3)
    #expect(try sum(0..<3) == ReferenceSteps.gradient(run, at: weights, step: 14))
  }

  @Test func `dropout differs in the gradients of rows that are the same`() async throws {
    let first = try await RecordedFile(
      RecordedFile.text(), Self.configuration { $0.dropout = 0.1 })
    let second = try await RecordedFile(
      RecordedFile.text(), Self.configuration { $0.dropout = 0.9 })
    let replay = try found(try await first.replay(with: second))
    guard case .different(let shard)? = replay.difference?.shards else {
      Issue.record("no shard: \(replay)")
      return
    }
    #expect(shard.index == 1 && shard.differentRows == [])
  }

  @Test(arguments: [OptimizerName.fista, .owlqn])
  func `iterations of a solver take the place of steps`(optimizer: OptimizerName) async throws {
    let configuration = Self.configuration {
      $0.optimizer = optimizer
      $0.batch = .full
      $0.l1 = 0.01
    }
    let first = try await RecordedFile(RecordedFile.text(), configuration)
    let second = try await RecordedFile(RecordedFile.text([(9, 2, "blue")]), configuration)
    let replay = try found(try await first.replay(with: second))
    #expect(replay.difference?.step == 1)
    guard case .leftOut? = replay.difference?.shards else {
      Issue.record("\(replay)")
      return
    }
  }

  @Test func `where weights stand still the optimizer's state is named`() async throws {
    let configuration = Self.configuration {
      $0.optimizer = .momentum
      $0.rate = 1e-45
    }
    let first = try await RecordedFile(RecordedFile.text(), configuration, scaling: .none)
    let second = try await RecordedFile(
      RecordedFile.text([(70, 0, "0.5")]), configuration, scaling: .none)
    #expect(try first.comparison(with: second).changes.firstDifferentEpoch == 1)
    let replay = try found(try await first.replay(with: second))
    #expect(replay.difference?.parameter.optimizerArray == 0)
  }

  @Test func `bits are compared, not numbers`() throws {
    let model = try SmallTable.number.model()
    let count = model.network.parameters
    func state(_ number: Float) -> TrainingState {
      var values = [Float](repeating: 0.5, count: count)
      values[count - 1] = number
      return TrainingState(
        progress: TrainingProgress(), parameters: values, optimizer: [values], best: nil)
    }
    func difference(_ old: Float, _ new: Float) -> ParameterDifference? {
      let found = ParameterDifference.first(state(old), state(new), model.network, model.schema)
      #expect(state(old).hasSameBits(as: state(new)) == (found == nil))
      return found
    }
    #expect(difference(.nan, .nan) == nil && difference(1, 1) == nil)
    #expect(difference(.nan, -.nan) != nil)
    let place = try #require(difference(0, -0.0)).place
    // [5, 3] hidden units and one output, whose bias is the last parameter.
    #expect(place.tensor == "layers.2.bias" && place.tensorIndex == [0] && place.feature == nil)
  }

  // MARK: - Without training

  /// Makes no team: training would fail.
  private func withoutTraining(
    _ first: RecordedFile, _ second: RecordedFile
  ) async throws -> Comparison.ReplayOutcome {
    struct Trained: Error {}
    let comparison = try first.comparison(with: second)
    return try await comparison.replay(
      RecordedData(of: comparison.first.receipt), RecordedData(of: comparison.second.receipt)
    ) { throw Trained() }
  }

  @Test func `without training it is said why that would tell nothing`() async throws {
    let first = try await RecordedFile(RecordedFile.text(), Self.configuration())
    func reason(_ change: @escaping (inout TrainingConfiguration) -> Void) async throws -> String {
      let second = try await RecordedFile(RecordedFile.text(), Self.configuration(change))
      guard case .leftOut(let reason) = try await withoutTraining(first, second) else {
        return "trained"
      }
      return reason
    }
    #expect(try await reason { $0.seed = 1 }.contains("seeds differ"))
    #expect(try await reason { $0.hidden = [6] }.contains("different shapes"))
    #expect(try await reason { $0.optimizer = .momentum }.contains("optimizers"))
    #expect(try await reason { $0.initializer = .he }.contains("begin at different states"))
    #expect(try await reason { $0.epochs = 8 }.contains("until one of them ends"))
    #expect(try await reason { $0.l1Method = .subgradient }.contains("are the same"))
    // That it can fail.
    await #expect(throws: (any Error).self) { try await reason { $0.rate = 0.5 } }
  }

  @Test func `another contract is told and not trained`() async throws {
    let first = try await RecordedFile(RecordedFile.text(), Self.configuration())
    let second = try await RecordedFile(
      RecordedFile.text(), Self.configuration { $0.rate = 0.002 })
    for run in [second, first] {
      try run.alterReceipt { $0.contractVersion = 1 }
      let contract = try first.comparison(with: second).changes.contract
      #expect(contract?.before == (run === second ? Versions.contract : nil))
      guard case .leftOut(let reason) = try await withoutTraining(first, second) else {
        Issue.record("trained")
        return
      }
      #expect(reason.contains("arithmetic contract"))
    }
    #expect(throws: RunError.otherContract(path: first.path + "/receipt.json", found: 1)) {
      try RecordedRun(fromFolder: first.path)
    }
  }

  @Test func `workers and checkpoints decide nothing`() async throws {
    let first = try await RecordedFile(RecordedFile.text(), Self.configuration(), workers: 3)
    let second = try await RecordedFile(
      RecordedFile.text(), Self.configuration(),
      checkpoints: SnapshotSchedule(everyEpochs: 1, everySteps: 3, every: nil), workers: 1)
    let changes = try first.comparison(with: second).changes
    #expect(changes.isSame && changes.digest == nil && changes.firstDifferentEpoch == nil)
    #expect(changes.circumstances == [OptionChange(option: "workers", before: "3", after: "1")])
  }

  // MARK: - Ends and alterations

  @Test func `runs that stop at different epochs are the same until then`() async throws {
    let first = try await RecordedFile(
      RecordedFile.text(), Self.configuration(), interruptedAfter: 2)
    let second = try await RecordedFile(RecordedFile.text(), Self.configuration())
    let comparison = try first.comparison(with: second)
    #expect(comparison.changes.isFinished?.after == true)
    #expect(comparison.changes.firstDifferentEpoch == 1 + comparison.first.receipt.epochs.count)
    guard comparison.first.receipt.result.steps % 5 == 0 else {
      // Interrupted within an epoch, whose steps are the same.
      return #expect(try found(try await first.replay(with: second)).difference == nil)
    }
    guard case .leftOut = try await withoutTraining(first, second) else {
      Issue.record("trained")
      return
    }
  }

  @Test func `a model that was altered is told from one that came out`() async throws {
    let schedule = SnapshotSchedule(everyEpochs: 2, everySteps: nil, every: nil)
    let runs = [
      try await RecordedFile(RecordedFile.text(), Self.configuration(), checkpoints: schedule),
      try await RecordedFile(RecordedFile.text(), Self.configuration(), checkpoints: schedule),
    ]
    #expect(try runs[0].comparison(with: runs[1]).changes.isSame)
    let model = try Model(fromFolder: runs[1].path)
    var values = model.parameters.networkOrder
    values[7] = -values[7]
    model.parameters.load(networkOrder: values)
    try model.write(toFolder: runs[1].path)
    try runs[1].alterReceipt { ($0.digest, $0.result.digest) = (model.digest, model.digest) }
    let comparison = try runs[0].comparison(with: runs[1])
    #expect(!comparison.changes.isSame && comparison.changes.firstDifferentEpoch == nil)
    let difference = try #require(comparison.modelDifference)
    #expect(difference.place.tensor == "layers.0.weight" && difference.place.tensorIndex == [1, 2])
    #expect(difference.after == values[7] && difference.before == -values[7])
    let replay = try found(try await runs[0].replay(with: runs[1]))
    #expect(replay.startEpoch == 6 && replay.difference == nil)
    #expect(replay.unlikeReceipts == [runs[1].path])
  }

  @Test func `an altered record of an epoch is told from a state that differs`() async throws {
    let first = try await RecordedFile(RecordedFile.text(), Self.configuration())
    let second = try await RecordedFile(RecordedFile.text(), Self.configuration())
    try first.alterReceipt {
      let old = $0.epochs[2]
      $0.epochs[2] = Receipt.Epoch(
        epoch: 3, loss: old.loss, validationLoss: nil, digest: Digest(of: [1]))
    }
    #expect(try first.comparison(with: second).changes.firstDifferentEpoch == 3)
    let replay = try found(try await first.replay(with: second))
    #expect(replay.difference == nil && replay.unlikeReceipts == [first.path])
  }

  @Test func `data that have gone or changed leave the replay out`() async throws {
    let first = try await RecordedFile(RecordedFile.text(), Self.configuration())
    let second = try await RecordedFile(
      RecordedFile.text(), Self.configuration { $0.rate = 0.002 })
    try second.folder.write(Array(RecordedFile.text([(3, 0, "1")]).utf8), to: "data.csv")
    guard case .leftOut(let reason) = try await first.replay(with: second) else {
      Issue.record("trained")
      return
    }
    #expect(reason.contains(second.path) && reason.contains("SHA-256"))
    // On other data than those of the receipt it cannot come out.
    let replay = try found(try await first.replay(with: second, ignoresDigests: true))
    #expect(replay.unlikeReceipts == [second.path] && replay.difference?.step == 1)
    let comparison = try first.comparison(with: second)
    await #expect(throws: ReproductionError.self) {
      try await comparison.replay(
        RecordedData(of: comparison.first.receipt),
        RecordedData(
          of: comparison.second.receipt, overrides: [.training: second.folder("data.csv")])
      ) { try makeTeam(1) }
    }
  }
}
