extension String {
  /// The text with line breaks and invisible characters escaped and at most `limit` characters, so
  /// that a name taken from a broken file cannot spread an error message over several lines.
  func oneLine(limit: Int = 120) -> String {
    var line = ""
    var count = 0
    for scalar in unicodeScalars {
      if count == limit { return line + "…" }
      count += 1
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        line += "\\u{" + String(scalar.value, radix: 16) + "}"
      default:
        line.unicodeScalars.append(scalar)
      }
    }
    return line
  }
}
