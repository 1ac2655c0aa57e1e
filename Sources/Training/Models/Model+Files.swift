import Arithmetic
import Datasets
import Foundation
import Interchange
import Learning

extension Model {
  /// What `model.json` holds beside the parameters of `model.safetensors`.
  private struct Description: Codable {
    var formatVersion: Int
    var contractVersion: Int
    /// Of the parameters.
    var digest: Digest
    var network: NetworkDescription
    var schema: Schema
  }

  private struct NetworkDescription: Codable {
    var inputs: Int
    var hidden: [Int]
    var outputs: Int
    var activation: Activation
    var loss: Loss
    /// Nil: none, as in models of older programs.
    var hasSkip: Bool?
  }

  private static let descriptionKey = "sha256 of model.json"
  private static let digestKey = "digest"

  /// Writes `model.json` and `model.safetensors`, each whole or not at all.
  public func write(toFolder folder: String) throws {
    let text =
      try SealedJSON.sealed(
        Description(
          formatVersion: Versions.format, contractVersion: Versions.contract, digest: digest,
          network: NetworkDescription(
            inputs: network.inputs, hidden: network.hidden, outputs: network.outputs,
            activation: network.activation, loss: network.loss,
            hasSkip: network.hasSkip ? true : nil),
          schema: schema))
    let file = SafetensorsFile(
      tensors: ParameterTensors.tensors(of: parameters.networkOrder, network),
      metadata: [
        Self.digestKey: digest.description,
        Self.descriptionKey: Digest(of: Array(text.utf8)).description,
      ])
    try WholeFile.write(
      pieces: SealedTensors.pieces(of: file), to: folder + "/model.safetensors")
    try WholeFile.write(text, to: folder + "/model.json")
  }

  /// Reads what `write` wrote.
  ///
  /// - Throws: `RunError.noRun` or `FileError` for missing files, `RunError` for altered ones: the
  ///   seals must hold, which files of format 1 do not have, the parameters must have the digest that
  ///   `model.json` names, which must have the one that `model.safetensors` names.
  public init(fromFolder folder: String) throws {
    try Self.requireRun(folder)
    let path = folder + "/model.json"
    let bytes = try WholeFile.read(path)
    let format = try SealedJSON.check(bytes, path: path, oldest: 1)
    let tensorPath = folder + "/model.safetensors"
    let file = try SealedTensors.open(
      WholeFile.read(tensorPath), path: tensorPath, required: format > 1)
    guard let named = file.metadata[Self.descriptionKey] else {
      throw RunError.badFile(
        path: tensorPath, what: "it has no \"\(Self.descriptionKey)\", expected one")
    }
    guard named == Digest(of: bytes).description else {
      throw RunError.badFile(
        path: path,
        what: "its SHA-256 is \(Digest(of: bytes)), expected \(named) as model.safetensors says")
    }
    let description = try JSONFile.decode(Description.self, from: bytes, path: path)
    let schema = description.schema
    let network = description.network
    let counts = [network.inputs, network.outputs] + network.hidden
    guard counts.allSatisfy({ $0 > 0 && $0 <= 1 << 28 }),
      network.inputs == schema.features.count,
      network.loss.hasOutputPerClass || network.outputs == 1,
      network.hasSkip != true || !network.hidden.isEmpty
    else { throw RunError.badFile(path: path, what: "its network does not fit its schema") }
    parameters = Parameters(
      ParameterLayout(
        Network(
          inputs: network.inputs, hidden: network.hidden, outputs: network.outputs,
          activation: network.activation, loss: network.loss, hasSkip: network.hasSkip ?? false)))
    self.schema = schema
    self.network = parameters.layout.network
    do {
      parameters.load(networkOrder: try ParameterTensors.values(of: self.network, in: file))
    } catch {
      throw RunError.badFile(path: tensorPath, what: error.description)
    }
    guard digest == description.digest else {
      throw RunError.badFile(
        path: tensorPath,
        what: "its parameters have the digest \(digest), expected \(description.digest)")
    }
    let claimed = file.metadata[Self.digestKey]
    guard claimed == digest.description else {
      throw RunError.badFile(
        path: tensorPath,
        what: "it names the digest \(claimed ?? "of nothing"), expected \(digest)")
    }
  }

  /// Of `model.json`; to be called once the model was read.
  static func contractVersion(inFolder folder: String) throws -> Int {
    struct Contract: Decodable {
      var contractVersion: Int
    }
    let path = folder + "/model.json"
    return try JSONFile.decode(Contract.self, from: WholeFile.read(path), path: path)
      .contractVersion
  }

  private static func requireRun(_ folder: String) throws(RunError) {
    func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
    guard exists(folder) else { throw .noRun(path: folder, found: "no such folder") }
    guard exists(folder + "/.") else { throw .noRun(path: folder, found: "a file") }
    guard exists(folder + "/model.json") else {
      throw .noRun(path: folder, found: "a folder without model.json")
    }
  }
}
