import Foundation
import Lockstep
import Yams

/// `--config FILE`: options of `train`, `path` and `tune` in YAML, by their names without the dashes.
///
/// The file's options are put in front of those of the command line, where the last of two wins, so
/// that both are parsed and checked by the same code.
struct ConfigurationFile {
  /// Names that may stand in a file, and whether each takes a value.
  static let optionNames: [String: Bool] = {
    let values = [
      "target", "header", "column-type", "ignore", "scaling", "task", "test", "validation",
      "validation-fraction", "example", "hidden", "activation", "loss", "initializer", "dropout",
      "optimizer", "rate", "momentum", "schedule", "warmup", "weight-decay", "epochs", "batch",
      "rows-per-shard", "patience", "seed", "l1", "penalty", "l1-method", "l1-layers",
      "l1-column", "group-mix", "hierarchy", "l2", "workers",
      "participation", "run", "points", "ratio", "direction", "warm-epochs", "svg", "csv",
      "features", "folds", "choice", "half-samples",
      "profile", "placement", "free-cores", "core-kinds", "split", "bind", "weights-memory",
      "rows-memory", "checkpoint-epochs", "checkpoint-steps", "checkpoint-minutes",
      "checkpoint-keep",
    ]
    let flags = ["resume", "json", "quiet", "refit"]
    return Dictionary(
      uniqueKeysWithValues: values.map { ($0, true) } + flags.map { ($0, false) })
  }()

  /// Options that may be given several times.
  private static let repeatable: Set<String> = ["column-type", "ignore", "l1-column"]

  let path: String
  /// As words of a command line.
  private(set) var arguments: [String] = []
  /// `path:line:column` of each option's value, by name.
  private(set) var places: [String: String] = [:]

  /// The file that `arguments` name; nil if they name none.
  init?(namedIn arguments: [String]) throws {
    guard ["train", "path", "tune"].contains(arguments.first), let path = Self.path(in: arguments)
    else { return nil }
    self.path = path
    try read()
  }

  private static func path(in arguments: [String]) -> String? {
    var path: String?
    for (index, argument) in arguments.enumerated() {
      if argument == "--" { break }
      // Without a value: ArgumentParser will say so.
      if argument == "--config", index + 1 < arguments.count,
        !arguments[index + 1].hasPrefix("--")
      {
        path = arguments[index + 1]
      }
      if argument.hasPrefix("--config=") { path = String(argument.dropFirst(9)) }
    }
    return path
  }

  private mutating func read() throws {
    guard let text = String(validating: try WholeFile.read(path), as: UTF8.self) else {
      throw bad(path, "found bytes that are not UTF-8, expected text in UTF-8")
    }
    if let alias = YAMLAlias.first(in: text) {
      throw bad(path, "found the alias \(alias), expected values written out")
    }
    let root: Node?
    do {
      root = try compose(yaml: text)
    } catch let error as YamlError {
      throw unreadable(error)
    }
    guard let root else { return }
    guard let mapping = root.mapping else {
      throw bad(place(root), "found no mapping, expected lines like `rate: 0.01`")
    }
    for (key, value) in mapping {
      let name = try name(key)
      places[name] = place(value)
      arguments += try option(name, value)
    }
  }

  private func name(_ key: Node) throws -> String {
    let name = key.scalar?.string ?? ""
    guard Self.optionNames[name] != nil else {
      let names = Self.optionNames.keys.sorted()
      throw bad(
        place(key), "found the option '\(name)', expected one of \(names.joined(separator: ", "))")
    }
    return name
  }

  private func option(_ name: String, _ value: Node) throws -> [String] {
    if Self.optionNames[name] == false {
      switch value.bool {
      case true: return ["--\(name)"]
      case false: return []
      default:
        throw bad(
          place(value),
          "--\(name): found '\(value.scalar?.string ?? "a list")', "
            + "expected true or false")
      }
    }
    if let scalar = value.scalar { return ["--\(name)=\(scalar.string)"] }
    if let sequence = value.sequence {
      let parts = sequence.compactMap { $0.scalar?.string }
      guard parts.count == sequence.count else {
        throw bad(
          place(value), "--\(name): found a list inside a list, expected a list of plain values")
      }
      return (Self.repeatable.contains(name) ? parts : [parts.joined(separator: ",")])
        .map { "--\(name)=\($0)" }
    }
    guard name == "column-type" || name == "l1-column", let mapping = value.mapping else {
      throw bad(place(value), "--\(name): found a mapping, expected a value")
    }
    return try mapping.map { column, kind in
      guard let column = column.scalar?.string, let kind = kind.scalar?.string else {
        throw bad(place(value), "--\(name): expected lines like `COLUMN: categorical`")
      }
      return "--\(name)=\(column)=\(kind)"
    }
  }

  private func place(_ node: Node) -> String {
    node.mark.map { "\(path):\($0.line):\($0.column)" } ?? path
  }

  private func bad(_ place: String, _ message: String) -> CommandEnd {
    .usage("\(place): \(message); see lockstep train --help")
  }

  private func unreadable(_ error: YamlError) -> CommandEnd {
    let advice = "expected lines like `rate: 0.01`"
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return bad(
        "\(path):\(mark.line):\(mark.column)", "not YAML: \(problem), \(advice)")
    case .duplicatedKeysInMapping(let names, let context):
      return bad(
        "\(path):\(context.mark.line):\(context.mark.column)",
        "found \(names.joined(separator: ", ")) twice, expected each option once")
    case .reader(let problem, _, _, _):
      return bad(path, "not YAML: \(problem), \(advice)")
    default:
      return bad(path, "not YAML, \(advice)")
    }
  }
}
