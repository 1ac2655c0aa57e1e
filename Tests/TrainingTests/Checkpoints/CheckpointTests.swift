import Foundation
import Interchange
import Datasets
import Learning
import Testing

@testable import Training

@Suite struct CheckpointTests {
  /// Of the six parameters that `checkpoint` holds.
  static let network = Network(
    inputs: 2, hidden: [], outputs: 2, activation: .relu, loss: .crossEntropy)

  static func identity(_ configuration: TrainingConfiguration) throws -> RunIdentity {
    RunIdentity(
      configuration: configuration,
      data: DataRecord(options: SchemaOptions(), data: try ExampleData.named("diabetes")))
  }

  /// A state of every shape that training leaves.
  static func checkpoint(
    _ optimizer: Optimizer, hasBest: Bool, epochs: Int = 7
  ) throws -> Checkpoint {
    var configuration = TrainingConfiguration()
    configuration.optimizer = OptimizerName(optimizer)
    configuration.patience = hasBest ? 3 : nil
    var progress = TrainingProgress()
    progress.steps = 12_345
    progress.finishedEpochs = epochs
    progress.epochLossSum = 0.1 + 0.2
    if hasBest {
      progress.bestLoss = 1.0 / 3
      progress.bestEpoch = 5
    }
    let numbers: [Float] = [0, -0.0, 1.5, -.leastNonzeroMagnitude, .greatestFiniteMagnitude, 0.1]
    let records = (1..<1 + epochs).map { epoch -> EpochRecord in
      let validationLoss: Double? = hasBest ? 1 / Double(epoch + 7) : nil
      return EpochRecord(
        epoch: epoch, steps: 1700 * epoch, loss: 1 / Double(epoch + 3),
        validationLoss: validationLoss, seconds: 0.3 * Double(epoch),
        digest: Digest(of: [UInt8(epoch)]))
    }
    let arrays = (0..<optimizer.states).map { index in numbers.map { $0 * Float(index + 2) } }
    let initial = Digest(of: [9])
    return Checkpoint(
      state: TrainingState(
        progress: progress, parameters: numbers,
        optimizer: arrays,
        best: hasBest ? numbers.reversed() : nil,
        chain: EpochChain(initial: initial, last: records.last?.digest ?? initial),
        seconds: 2.5),
      identity: try identity(configuration), records: records)
  }

  static func bits(_ state: TrainingState) -> [[UInt32]] {
    ([state.parameters] + state.optimizer + [state.best ?? []]).map { $0.map(\.bitPattern) }
  }

  @Test(arguments: Optimizer.allCases, [false, true])
  func `a checkpoint is written and read back to the bit`(optimizer: Optimizer, hasBest: Bool)
    throws
  {
    let folder = try TemporaryFolder()
    for epochs in [0, 7] {
      let checkpoint = try Self.checkpoint(optimizer, hasBest: hasBest, epochs: epochs)
      try checkpoint.write(to: folder("c"), network: Self.network)
      let read = try Checkpoint(from: folder("c"))
      #expect(read.state == checkpoint.state)
      #expect(Self.bits(read.state) == Self.bits(checkpoint.state))
      #expect(read.identity == checkpoint.identity)
      #expect(read.records == checkpoint.records)
    }
  }

  @Test func `no byte of a checkpoint can be altered`() throws {
    let folder = try TemporaryFolder()
    let checkpoint = try Self.checkpoint(.momentum, hasBest: true)
    try checkpoint.write(to: folder("c"), network: Self.network)
    let bytes = try folder.bytes("c")
    func expectRefused(_ altered: [UInt8], _ comment: String) throws {
      try folder.write(altered, to: "c")
      let error = #expect(throws: RunError.self, "\(comment) of \(bytes.count)") {
        try Checkpoint(from: folder("c"))
      }
      #expect(error?.description.hasPrefix(folder("c")) ?? false, "\(comment)")
    }
    for index in bytes.indices {
      var altered = bytes
      altered[index] ^= 1 << (index % 8)
      try expectRefused(altered, "byte \(index)")
    }
    for length in stride(from: 0, to: bytes.count, by: 137) {
      try expectRefused(Array(bytes.prefix(length)), "\(length) bytes")
    }
  }

  static let broken: [(key: String, text: String?)] = [
    ("formatVersion", "nan"), ("formatVersion", "1e300"), ("contractVersion", "inf"),
    ("contractVersion", "9"), ("progress", "{}"), ("progress", nil), ("configuration", "[]"),
    ("data", nil), ("chain", "7"), ("seconds", "soon"),
  ]

  @Test(arguments: broken)
  func `what is altered and sealed again is refused without a trap`(key: String, text: String?)
    throws
  {
    let folder = try TemporaryFolder()
    try Self.checkpoint(.adam, hasBest: true).write(to: folder("c"), network: Self.network)
    let file = try SealedTensors.open(folder.bytes("c"), path: "c", required: true)
    var metadata = file.metadata
    metadata[key] = text
    try folder.write(
      SealedTensors.sealed(SafetensorsFile(tensors: file.tensors, metadata: metadata)), to: "c")
    #expect(throws: RunError.self) { try Checkpoint(from: folder("c")) }
  }

  @Test func `progress that no run makes is refused`() throws {
    var progress = TrainingProgress()
    #expect(progress.isOfRun(epochs: 3, minibatches: 10))
    (progress.finishedEpochs, progress.steps) = (2, 30)
    // The last step is done, its epoch not yet finished.
    #expect(progress.isOfRun(epochs: 3, minibatches: 10))
    for (epochs, steps) in [(2, 19), (2, 31), (4, 40), (-1, 0), (0, -1), (3, 31), (.max, 0)] {
      (progress.finishedEpochs, progress.steps) = (epochs, steps)
      #expect(!progress.isOfRun(epochs: 3, minibatches: 10), "\(epochs), \(steps)")
    }
    (progress.finishedEpochs, progress.steps) = (2, 20)
    progress.bestEpoch = .min
    #expect(!progress.isOfRun(epochs: 3, minibatches: 10))
    progress.bestEpoch = 2
    progress.solver = SolverProgress()
    #expect(progress.isOfRun(epochs: 3, minibatches: 10))
    progress.solver?.pairs = OrthantRun.memory + 1
    #expect(!progress.isOfRun(epochs: 3, minibatches: 10))
    progress.solver?.pairs = 1
    progress.solver?.newest = OrthantRun.memory
    #expect(!progress.isOfRun(epochs: 3, minibatches: 10))
  }
}
