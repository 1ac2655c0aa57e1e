/// How text from a file appears in an error: on one line, visible and short.
enum Quotation {
  /// Scalars of a quoted cell or name before it is cut.
  static let scalars = 40

  /// `text` in single quotes, control characters escaped, cut after `scalars`.
  static func quoted(_ text: String) -> String {
    "'\(escaped(text, limit: scalars))'"
  }

  /// `text` without anything that breaks a line or hides itself.
  static func escaped(_ text: String, limit: Int) -> String {
    var result = ""
    var count = 0
    for scalar in text.unicodeScalars {
      guard count < limit else { return result + "…" }
      count += 1
      switch scalar {
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        if isInvisible(scalar) {
          result += "\\u{\(String(scalar.value, radix: 16))}"
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result
  }

  /// `name` as a word of a shell command.
  static func argument(_ name: String) -> String {
    let plain = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."),
        UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "="):
        true
      default: false
      }
    }
    return plain && !name.isEmpty && name.utf8.count <= scalars ? name : quoted(name)
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: true
    default: false
    }
  }
}
