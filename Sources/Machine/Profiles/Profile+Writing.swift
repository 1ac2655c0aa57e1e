extension Profile {
  /// The file's text, which `find` reads back.
  public var yaml: String {
    var lines = ["why: >-"] + Self.folded(why).map { "  \($0)" }
    if let topology { lines.append("topology: \(Self.quoted(topology))") }
    lines += [
      "workers:",
      "  count: \(placement.workers)",
      "  placement: \(placement.order.rawValue)",
      "  free-cores: \(placement.freeCores)",
      "  core-kinds: \(placement.coreKinds.rawValue)",
      "  split: \(placement.split.rawValue)",
      "  bind: \(placement.isBound ? "yes" : "no")",
      "memory:",
      "  weights: \(memory.weights.rawValue)",
      "  rows: \(memory.rows.rawValue)",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  /// Words on lines of at most 96 characters, which YAML's `>-` joins with spaces again.
  private static func folded(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).reduce(into: []) { lines, word in
      if let last = lines.last, last.count + 1 + word.count <= 96 {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
  }

  /// In YAML's double quotes, whatever the path has in it.
  private static func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar -> String in
      switch scalar {
      case "\\", "\"": "\\\(scalar)"
      case _ where scalar.value < 32 || scalar.value == 127:
        "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: "\(scalar)"
      }
    }
    return "\"\(escaped.joined())\""
  }
}
