internal import Interchange
internal import Learning

/// All that a run needs to go on, and what it must not be mixed with: one file, which the article "Formats"
/// describes.
public struct Checkpoint: Sendable {
  public var state: TrainingState
  public var identity: RunIdentity
  /// Of the epochs that are done.
  public var records: [EpochRecord]

  init(state: TrainingState, identity: RunIdentity, records: [EpochRecord]) {
    self.state = state
    self.identity = identity
    self.records = records
  }

  private enum Key {
    static let format = "formatVersion"
    static let contract = "contractVersion"
    static let program = "program"
    static let progress = "progress"
    static let configuration = "configuration"
    static let data = "data"
    static let chain = "chain"
    static let seconds = "seconds"
  }

  /// Writes the checkpoint, whole or not at all.
  ///
  /// - Parameter network: of the run.
  /// - Throws: `FileError`.
  func write(to path: String, network: Network) throws {
    var tensors = ParameterTensors.tensors(of: state.parameters, network)
    for (index, values) in state.optimizer.enumerated() {
      tensors += ParameterTensors.tensors(of: values, network, prefix: Self.prefix(index))
    }
    if let best = state.best {
      tensors += ParameterTensors.tensors(of: best, network, prefix: Self.bestPrefix)
    }
    tensors += EpochTensors.tensors(of: records)
    var metadata = [
      Key.format: "\(Versions.format)", Key.contract: "\(Versions.contract)",
      Key.program: Versions.program,
      Key.progress: try JSONFile.text(state.progress, pretty: false),
      Key.configuration: try JSONFile.text(identity.configuration, pretty: false),
      Key.data: try JSONFile.text(identity.data, pretty: false),
      Key.seconds: "\(state.seconds)",
    ]
    metadata[Key.chain] = try state.chain.map { try JSONFile.text($0, pretty: false) }
    let file = SafetensorsFile(tensors: tensors, metadata: metadata)
    try WholeFile.write(pieces: SealedTensors.pieces(of: file), to: path)
  }

  /// Reads a checkpoint.
  ///
  /// - Throws: `RunError.badFile`, which names file and field, if any byte of it was altered; `.newerFormat` or
  ///   `.otherContract` for those of other programs.
  public init(from path: String) throws {
    let file = try SealedTensors.open(try WholeFile.read(path), path: path, required: true)
    let metadata = file.metadata
    func text(_ key: String) throws(RunError) -> String {
      guard let text = metadata[key] else {
        throw .badFile(path: path, what: "\"\(key)\" is missing in its metadata")
      }
      return text
    }
    func number<Number: LosslessStringConvertible>(_ key: String) throws(RunError) -> Number {
      guard let number = Number(try text(key)) else {
        throw .badFile(path: path, what: "\"\(key)\" in its metadata is no number")
      }
      return number
    }
    func value<Value: Decodable>(_ key: String, as type: Value.Type) throws(RunError) -> Value {
      try JSONFile.decode(type, from: Array(try text(key).utf8), path: path)
    }
    let format: Int = try number(Key.format)
    guard format <= Versions.format else { throw RunError.newerFormat(path: path, found: format) }
    guard format >= Self.oldestFormat else {
      throw RunError.olderFormat(path: path, found: format, oldest: Self.oldestFormat)
    }
    let contract: Int = try number(Key.contract)
    guard contract == Versions.contract else {
      throw RunError.otherContract(path: path, found: contract)
    }
    let configuration = try value(Key.configuration, as: TrainingConfiguration.self)
    do throws(SafetensorsError) {
      state = TrainingState(
        progress: TrainingProgress(), parameters: try ParameterTensors.values(in: file),
        optimizer: try (0..<configuration.stateArrays).map { (index) throws(SafetensorsError) in
          try ParameterTensors.values(in: file, prefix: Self.prefix(index))
        },
        best: try ParameterTensors.optionalValues(in: file, prefix: Self.bestPrefix))
      records = try EpochTensors.records(in: file)
    } catch {
      throw RunError.badFile(path: path, what: error.description)
    }
    state.progress = try value(Key.progress, as: TrainingProgress.self)
    state.chain = metadata[Key.chain] == nil ? nil : try value(Key.chain, as: EpochChain.self)
    let seconds: Double = try number(Key.seconds)
    state.seconds = seconds.isFinite ? seconds : 0
    identity = RunIdentity(
      configuration: configuration, data: try value(Key.data, as: DataRecord.self))
    guard records.allSatisfy({ $0.loss.isFinite && $0.validationLoss?.isFinite ?? true }) else {
      throw RunError.badFile(path: path, what: "\"epochs.loss\" has a number that is not finite")
    }
    guard records.count == state.progress.finishedEpochs else {
      throw RunError.badFile(
        path: path,
        what: "it has \(records.count) epochs, expected \(state.progress.finishedEpochs)")
    }
  }

  private static let oldestFormat = 2
  private static let bestPrefix = "best."
  private static func prefix(_ index: Int) -> String { "optimizer.\(index)." }
}
