import Arithmetic
import Learning
import Testing

@testable import Training

/// What was altered here has all its digests made anew: only training again can tell.
@Suite struct VerificationTests {
  static func configuration(_ optimizer: OptimizerName = .adam) -> TrainingConfiguration {
    var configuration = TrainingConfiguration()
    configuration.hidden = [9]
    configuration.optimizer = optimizer
    configuration.epochs = 8
    configuration.l1 = 0.001
    if optimizer.minibatch == nil { configuration.batch = .full }
    return configuration
  }

  static func everyTwoEpochs() -> SnapshotSchedule {
    SnapshotSchedule(everyEpochs: 2, everySteps: nil, every: nil)
  }

  @Test(arguments: [OptimizerName.sgd, .momentum, .adam, .ftrl, .fista, .owlqn])
  func `a run is the same in whole, in stretches and side by side`(
    optimizer: OptimizerName
  ) async throws {
    let run = try await RecordedExample(
      "diabetes", Self.configuration(optimizer), checkpoints: Self.everyTwoEpochs())
    #expect(try await run.verify() == nil)
    let verification = try run.verification()
    #expect(verification.checkpointDifference() == nil)
    #expect(verification.stretches == [0..<2, 2..<4, 4..<6, 6..<8])
    for range in [0..<1, 2..<4, 3..<5, 5..<8] {
      let answer = try await verification.verify(range, team: makeTeam(1))
      #expect(answer.difference == nil)
      // From the checkpoint at or before it.
      #expect(answer.epochs == range.lowerBound / 2 * 2..<range.upperBound)
    }
    #expect(try await verification.verifyStretches(team: makeTeam(2)).difference == nil)
  }

  @Test func `early stopping and its best weights are verified`() async throws {
    var configuration = Self.configuration()
    configuration.patience = 1
    configuration.rate = 0.1
    configuration.epochs = 100
    let run = try await RecordedExample("concrete", configuration)
    #expect(run.outcome.summary.stoppedEarly)
    #expect(try await run.verify() == nil)
    // One epoch more of patience, and the run would have gone on.
    try run.alterReceipt { $0.configuration.patience = 2 }
    #expect(try await run.verify()?.epoch == run.outcome.summary.epochs + 1)
  }

  @Test func `an altered configuration differs where it comes to bear`() async throws {
    let run = try await RecordedExample("diabetes", Self.configuration())
    try run.alterReceipt { $0.configuration.rate = 0.002 }
    let difference = try #require(try await run.verify())
    #expect(difference.epoch == 1)
    try run.alterReceipt { ($0.configuration.rate, $0.configuration.epochs) = (0.001, 9) }
    #expect(try await run.verify()?.epoch == 9)
    try run.alterReceipt { $0.configuration.epochs = 7 }
    #expect(try await run.verify()?.epoch == 8)
    try run.alterReceipt { ($0.configuration.epochs, $0.configuration.seed) = (8, 1) }
    #expect(try await run.verify()?.epoch == 1)
  }

  @Test func `an altered cell of the data differs in the first epoch`() async throws {
    let run = try await RecordedExample("diabetes", Self.configuration())
    let data = run.data.training
    let inputs = data.examples.inputs
    let value = inputs.row(3)[2]
    // One bit of one number, as trained on; a lower one can be lost in rounding for some epochs.
    inputs.row(3)[2] = Float(bitPattern: value.bitPattern ^ 1 << 20)
    defer { inputs.row(3)[2] = value }
    let verification = try Verification(RecordedRun(fromFolder: run.path), data: run.data)
    let answer = try await verification.verify(0..<8, team: makeTeam(2))
    #expect(answer.difference?.epoch == 1)
  }

  @Test func `altered records of epochs are named`() async throws {
    let run = try await RecordedExample("diabetes", Self.configuration())
    let epochs = try Receipt(from: run.path + "/receipt.json").epochs
    for (epoch, what) in [(1, "digest"), (5, "digest"), (8, "digest"), (3, "loss"), (8, "loss")] {
      let old = epochs[epoch - 1]
      try run.alterReceipt {
        $0.epochs = epochs
        $0.epochs[epoch - 1] = Receipt.Epoch(
          epoch: epoch, loss: what == "loss" ? old.loss.nextUp : old.loss, validationLoss: nil,
          digest: what == "digest" ? Digest(of: [1]) : old.digest)
      }
      let difference = try #require(try await run.verify())
      #expect((difference.epoch, difference.what) == (epoch, what))
    }
    try run.alterReceipt {
      $0.epochs = epochs
      $0.initialDigest = Digest(of: [2])
    }
    #expect(try await run.verify()?.epoch == 0)
  }

  @Test(arguments: [OptimizerName.momentum, .owlqn])
  func `a bit in a checkpoint at an epoch's end is found with and without training`(
    optimizer: OptimizerName
  ) async throws {
    let run = try await RecordedExample(
      "diabetes", Self.configuration(optimizer), checkpoints: Self.everyTwoEpochs())
    // Of the second checkpoint, that of epoch 4, a weight and a number of the optimizer's.
    for isWeight in [true, false] {
      func flip() throws {
        _ = try run.alterCheckpoint(1) {
          let bits = UInt32(1)
          if isWeight {
            $0.state.parameters[7] = Float(
              bitPattern: $0.state.parameters[7].bitPattern ^ bits)
          } else {
            $0.state.optimizer[0][7] = Float(
              bitPattern: $0.state.optimizer[0][7].bitPattern ^ bits)
          }
        }
      }
      try flip()
      let verification = try run.verification()
      #expect(verification.checkpointDifference()?.epoch == 4)
      #expect(try await verification.verify(4..<6, team: makeTeam(2)).difference?.epoch == 4)
      // Training comes by it.
      #expect(try await verification.verify(2..<4, team: makeTeam(2)).difference?.epoch == 4)
      #expect(try await verification.verify(0..<2, team: makeTeam(2)).difference == nil)
      #expect(try await verification.verifyStretches(team: makeTeam(2)).difference?.epoch == 4)
      try flip()
      #expect(try run.verification().checkpointDifference() == nil)
    }
  }

  @Test func `a bit in a checkpoint within an epoch is found by training`() async throws {
    let run = try await RecordedExample(
      "diabetes", Self.configuration(),
      checkpoints: SnapshotSchedule(everyEpochs: nil, everySteps: 3, every: nil))
    #expect(try await run.verify() == nil)
    let step = try run.alterCheckpoint(8) {
      $0.state.optimizer[1][7] = Float(bitPattern: $0.state.optimizer[1][7].bitPattern ^ 1)
    }
    // 442 rows make 7 steps an epoch: it lies before the last step of the fourth.
    #expect(step == 27)
    let difference = try #require(try await run.verify())
    #expect(difference.epoch == 4)
    #expect(difference.what.contains("step-000000000027"))
    // A stretch that begins at it goes another way; one that begins after it does not know of it.
    let verification = try run.verification()
    let from = try await verification.verify(4..<5, team: makeTeam(2))
    #expect(from.epochs == 3..<5)
    #expect(from.difference?.epoch == 4)
    #expect(try await verification.verify(5..<6, team: makeTeam(2)).difference == nil)
  }

  @Test func `a model that the run did not end with is found`() async throws {
    let run = try await RecordedExample("diabetes", Self.configuration())
    let model = try Model(fromFolder: run.path)
    var values = model.parameters.networkOrder
    values[3] = Float(bitPattern: values[3].bitPattern ^ 1)
    model.parameters.load(networkOrder: values)
    try model.write(toFolder: run.path)
    #expect(throws: ReproductionError.self) { try RecordedRun(fromFolder: run.path) }
    try run.alterReceipt { ($0.digest, $0.result.digest) = (model.digest, model.digest) }
    let difference = try #require(try await run.verify())
    #expect(difference.epoch == 8)
    #expect(difference.what.contains("weights"))
  }

  @Test func `a checkpoint of another run is found`() async throws {
    let run = try await RecordedExample(
      "diabetes", Self.configuration(), checkpoints: Self.everyTwoEpochs())
    _ = try run.alterCheckpoint(2) { $0.identity.configuration.rate = 0.5 }
    let difference = try #require(try run.verification().checkpointDifference())
    #expect(difference.epoch == 6)
    #expect(difference.found.contains("--rate"))
  }
}
