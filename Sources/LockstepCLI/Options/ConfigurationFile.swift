import Foundation
import Lockstep
import Yams

/// `--config FILE`: options of `train` in YAML, by their names without the dashes.
///
/// The file's options are put in front of those of the command line, where the last of two wins, so
/// that both are parsed and checked by the same code.
enum ConfigurationFile {
  /// Names that may stand in a file, and whether each takes a value.
  static let optionNames: [String: Bool] = {
    let values = [
      "target", "header", "column-type", "ignore", "scaling", "task", "test", "validation",
      "validation-fraction", "example", "hidden", "activation", "loss", "initializer", "dropout",
      "optimizer", "rate", "momentum", "schedule", "warmup", "weight-decay", "epochs", "batch",
      "rows-per-shard", "patience", "seed", "l1", "l1-method", "l2", "workers", "run",
    ]
    let flags = ["resume", "json", "quiet"]
    return Dictionary(
      uniqueKeysWithValues: values.map { ($0, true) } + flags.map { ($0, false) })
  }()

  /// Options that may be given several times.
  private static let repeatable: Set<String> = ["column-type", "ignore"]

  /// `arguments` with the options of the file that they name in front.
  static func expand(_ arguments: [String]) throws -> [String] {
    guard arguments.first == "train", let path = try path(in: arguments) else { return arguments }
    return ["train"] + (try options(in: path)) + arguments.dropFirst()
  }

  private static func path(in arguments: [String]) throws -> String? {
    var path: String?
    for (index, argument) in arguments.enumerated() {
      if argument == "--" { break }
      if argument == "--config", index + 1 < arguments.count { path = arguments[index + 1] }
      if argument.hasPrefix("--config=") { path = String(argument.dropFirst(9)) }
    }
    return path
  }

  private static func options(in path: String) throws -> [String] {
    let text = String(decoding: try WholeFile.read(path), as: UTF8.self)
    let root: Node?
    do {
      root = try compose(yaml: text)
    } catch let error as YamlError {
      throw badFile("\(path): \(error.description)")
    }
    guard let root else { return [] }
    guard let mapping = root.mapping else {
      throw badFile("\(place(root, path)): found no mapping, expected lines like `rate: 0.01`")
    }
    return try mapping.flatMap { key, value in try option(key, value, path) }
  }

  private static func option(_ key: Node, _ value: Node, _ path: String) throws -> [String] {
    guard let name = key.scalar?.string, let takesValue = optionNames[name] else {
      throw badFile(
        "\(place(key, path)): found the option \(key.scalar?.string ?? "?"), expected one of "
          + optionNames.keys.sorted().joined(separator: ", "))
    }
    if !takesValue {
      switch value.bool {
      case true: return ["--\(name)"]
      case false: return []
      default:
        throw badFile("\(place(value, path)): \(name): expected true or false")
      }
    }
    var words: [String] = []
    if let scalar = value.scalar {
      words = [scalar.string]
    } else if let sequence = value.sequence {
      let parts = sequence.compactMap { $0.scalar?.string }
      guard parts.count == sequence.count else {
        throw badFile("\(place(value, path)): \(name): expected a list of plain values")
      }
      words = repeatable.contains(name) ? parts : [parts.joined(separator: ",")]
    } else if let mapping = value.mapping, name == "column-type" {
      words = mapping.compactMap { column, kind in
        guard let column = column.scalar?.string, let kind = kind.scalar?.string else { return nil }
        return "\(column)=\(kind)"
      }
    } else {
      throw badFile("\(place(value, path)): \(name): expected a value")
    }
    return words.map { "--\(name)=\($0)" }
  }

  private static func place(_ node: Node, _ path: String) -> String {
    node.mark.map { "\(path):\($0.line):\($0.column)" } ?? path
  }

  private static func badFile(_ message: String) -> CommandEnd { .usage(message) }
}
