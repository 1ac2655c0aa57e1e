import Foundation
import Learning
import Testing

@testable import Training

@Suite struct CheckpointTests {
  /// A state of every shape that training leaves.
  static func checkpoint(_ optimizer: Optimizer, hasBest: Bool) -> Checkpoint {
    var configuration = TrainingConfiguration()
    configuration.optimizer = OptimizerName(optimizer)
    configuration.patience = hasBest ? 3 : nil
    var progress = TrainingProgress()
    progress.steps = 12_345
    progress.finishedEpochs = 7
    progress.epochLossSum = 0.1 + 0.2
    if hasBest {
      progress.bestLoss = 1.0 / 3
      progress.bestEpoch = 5
    }
    let numbers: [Float] = [0, -0.0, 1.5, -.leastNonzeroMagnitude, .greatestFiniteMagnitude, 0.1]
    return Checkpoint(
      state: TrainingState(
        progress: progress, parameters: numbers,
        optimizer: (0..<optimizer.states).map { index in numbers.map { $0 * Float(index + 2) } },
        best: hasBest ? numbers.reversed() : nil),
      configuration: configuration, trainingData: Digest(of: [1, 2, 3]))
  }

  static func bits(_ state: TrainingState) -> [[UInt32]] {
    ([state.parameters] + state.optimizer + [state.best ?? []]).map { $0.map(\.bitPattern) }
  }

  @Test(arguments: Optimizer.allCases, [false, true])
  func `a checkpoint is written and read back to the bit`(optimizer: Optimizer, hasBest: Bool)
    throws
  {
    let folder = try TemporaryFolder()
    let checkpoint = Self.checkpoint(optimizer, hasBest: hasBest)
    try checkpoint.write(toFolder: folder("checkpoint"))
    let read = try #require(try Checkpoint.read(fromFolder: folder("checkpoint")))
    #expect(read.state == checkpoint.state)
    #expect(Self.bits(read.state) == Self.bits(checkpoint.state))
    #expect(read.configuration == checkpoint.configuration)
    #expect(read.trainingData == checkpoint.trainingData)
  }

  @Test func `no checkpoint is none, not an error`() throws {
    let folder = try TemporaryFolder()
    #expect(try Checkpoint.read(fromFolder: folder("none")) == nil)
  }

  @Test func `no byte of a checkpoint can be altered`() throws {
    let folder = try TemporaryFolder()
    let checkpoint = Self.checkpoint(.momentum, hasBest: true)
    try checkpoint.write(toFolder: folder.path)
    let bytes = try folder.bytes("state.safetensors")
    for index in bytes.indices {
      var altered = bytes
      altered[index] ^= 1 << (index % 8)
      try folder.write(altered, to: "state.safetensors")
      #expect(throws: RunError.self, "byte \(index) of \(bytes.count)") {
        try Checkpoint.read(fromFolder: folder.path)
      }
    }
    for length in stride(from: 0, to: bytes.count, by: 137) {
      try folder.write(Array(bytes.prefix(length)), to: "state.safetensors")
      #expect(throws: RunError.self, "\(length) bytes") {
        try Checkpoint.read(fromFolder: folder.path)
      }
    }
  }
}
