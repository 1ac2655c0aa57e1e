import Foundation

/// Small tables, right and wrong ones, by name.
enum MadeFiles {
  static let header = "a,b,c,colour,label"

  /// Rows of three numbers, a colour and a label that hangs on them.
  static func rows(_ count: Int, seed: UInt64 = 1) -> [[String]] {
    var state = seed
    func next() -> Double {
      // SplitMix64.
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
      return Double((z ^ z >> 31) >> 11) * 0x1p-53
    }
    let colours = ["red", "green", "blue"]
    return (0..<count).map { _ in
      let numbers = (0..<3).map { _ in (next() * 4000 - 2000).rounded() / 1000 }
      let colour = colours[Int(next() * 3)]
      let sum = numbers[0] + 0.5 * numbers[1] + (colour == "red" ? 1 : 0)
      return numbers.map { "\($0)" } + [colour, sum > 0.3 ? "yes" : "no"]
    }
  }

  static func text(_ rows: [[String]], header: String? = header) -> String {
    ((header.map { [$0] } ?? []) + rows.map { $0.joined(separator: ",") })
      .map { $0 + "\n" }.joined()
  }

  /// 120 right rows.
  static let good = text(rows(120))
  static let larger = text(rows(20_000))

  /// The bytes of a file of that name; nil for one that is meant to be missing.
  static func bytes(_ name: String) -> [UInt8]? {
    if name == "latin.csv" {
      return good.utf8.map { $0 == UInt8(ascii: "u") ? 0xFC : $0 }
    }
    return text(ofFile: name).map { Array($0.utf8) }
  }

  private static func text(ofFile name: String) -> String? {
    var rows = rows(name.hasPrefix("large") ? 41_000 : name.hasPrefix("levels") ? 20_000 : 120)
    switch name {
    case "good.csv": return good
    case "larger.csv": return larger
    case "number.csv":
      return text(rows.map { $0[..<4] + ["\((Double($0[0]) ?? 0) * 2 + 1)"] })
    case "empty.csv": return ""
    case "header.csv": return header + "\n"
    case "one.csv": return text(Array(rows[..<1]))
    case "short.csv": rows[49].removeLast()
    case "long.csv": rows[49].append("x")
    case "large-text.csv": rows[39_999][1] = "oops"
    case "constant.csv": return text(rows.map { $0[..<4] + ["yes"] })
    case "no-label.csv": return text(rows.map { Array($0[..<4]) }, header: "a,b,c,colour")
    case "no-b.csv":
      return text(rows.map { [$0[0], $0[2], $0[3], $0[4]] }, header: "a,c,colour,label")
    case "missing.csv": return text(rows.map { [$0[0], ""] + $0[2...] })
    case "infinite.csv": rows[9][2] = "-Infinity"
    case "overflow.csv": rows[9][2] = "1e999"
    case "levels.csv":
      return text(rows.enumerated().map { $1[..<3] + ["level\($0)", $1[4]] })
    case "twice.csv": return text(rows, header: "a,b,a,colour,label")
    case "unknown.yml": return "epochs: 3\nrat: 0.1\n"
    case "unclosed.yml": return "epochs: 3\nrate: [1, 2\n"
    case "word.yml": return "epochs: 3\nrate: fast\n"
    case "range.yml": return "rate: -1\n"
    case "factors.yml": return "l1: 0.1\nl1-column:\n  a: 0\n  hue: 2\n"
    case "list.yml": return "- rate\n"
    case "twice.yml": return "rate: 0.1\nrate: 0.2\n"
    case "deep.yml": return "rate: " + String(repeating: "[", count: 100_000)
    default: return nil
    }
    return text(rows)
  }
}

extension TemporaryFolder {
  /// Writes the made files that `arguments` name.
  func makeFiles(_ arguments: [String]) throws {
    for name in Set(arguments) {
      guard let bytes = MadeFiles.bytes(name) else { continue }
      try Data(bytes).write(to: URL(filePath: self(name)))
    }
  }
}
