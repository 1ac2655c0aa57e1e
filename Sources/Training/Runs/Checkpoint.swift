import Foundation
import Interchange
import Learning

/// A training state on disk, with what it must not be mixed with.
struct Checkpoint {
  var state: TrainingState
  var configuration: TrainingConfiguration
  var trainingData: Digest

  private enum Key {
    static let format = "formatVersion"
    static let progress = "progress"
    static let configuration = "configuration"
    static let data = "trainingData"
    static let digest = "digest"
  }

  /// Writes the checkpoint into `folder`, which is made if it is missing.
  func write(toFolder folder: String) throws {
    var tensors = [Self.tensor("parameters", state.parameters)]
    for (index, values) in state.optimizer.enumerated() {
      tensors.append(Self.tensor("optimizer.\(index)", values))
    }
    if let best = state.best { tensors.append(Self.tensor("best", best)) }
    var metadata = [
      Key.format: "\(Versions.format)",
      Key.progress: try JSONFile.text(state.progress, pretty: false),
      Key.configuration: try JSONFile.text(configuration, pretty: false),
      Key.data: trainingData.description,
    ]
    metadata[Key.digest] = Self.digest(tensors, metadata).description
    try Folder.create(folder)
    try WholeFile.write(
      SafetensorsFile(tensors: tensors, metadata: metadata).encoded(),
      to: Self.path(inFolder: folder))
  }

  /// Reads a checkpoint; nil if there is none.
  ///
  /// - Throws: `RunError.badFile` if any byte of it was altered.
  static func read(fromFolder folder: String) throws -> Checkpoint? {
    let path = path(inFolder: folder)
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let file: SafetensorsFile
    do {
      file = try SafetensorsFile(decoding: WholeFile.read(path))
    } catch let error as SafetensorsError {
      throw RunError.badFile(path: path, what: error.description)
    }
    let metadata = file.metadata
    if let format = metadata[Key.format].flatMap(Int.init), format > Versions.format {
      throw RunError.newerFormat(path: path, found: format)
    }
    let found = digest(file.tensors, metadata).description
    guard metadata[Key.digest] == found else {
      throw RunError.badFile(
        path: path,
        what: "its content has the digest \(found), expected \(metadata[Key.digest] ?? "one")")
    }
    func value<Value: Decodable>(_ key: String, as type: Value.Type) throws -> Value {
      try JSONFile.decode(type, from: Array((metadata[key] ?? "").utf8), path: path)
    }
    func array(_ name: String) throws -> [Float] {
      do {
        return try file.tensor(name).elements(as: Float.self)
      } catch {
        throw RunError.badFile(path: path, what: error.description)
      }
    }
    let configuration = try value(Key.configuration, as: TrainingConfiguration.self)
    return Checkpoint(
      state: TrainingState(
        progress: try value(Key.progress, as: TrainingProgress.self),
        parameters: try array("parameters"),
        optimizer: try (0..<configuration.stateArrays).map { try array("optimizer.\($0)") },
        best: file.tensors.contains { $0.name == "best" } ? try array("best") : nil),
      configuration: configuration,
      trainingData: Digest(recorded: metadata[Key.data] ?? ""))
  }

  private static func path(inFolder folder: String) -> String { folder + "/state.safetensors" }

  private static func tensor(_ name: String, _ values: [Float]) -> SafetensorsTensor {
    SafetensorsTensor(name: name, shape: [values.count], elements: values)
  }

  /// Of everything in the file but itself.
  private static func digest(
    _ tensors: [SafetensorsTensor], _ metadata: [String: String]
  ) -> Digest {
    var bytes: [UInt8] = []
    for key in [Key.format, Key.progress, Key.configuration, Key.data] {
      bytes += Array("\(key)=\(metadata[key] ?? "")\n".utf8)
    }
    for tensor in tensors {
      bytes += Array("\(tensor.name) \(tensor.shape)\n".utf8)
      bytes += tensor.bytes
    }
    return Digest(of: bytes)
  }
}
