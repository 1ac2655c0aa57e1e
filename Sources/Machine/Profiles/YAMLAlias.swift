/// Aliases of YAML, which nothing here needs: a dozen of them, each naming the one before several times, would
/// take for ever to compare.
package enum YAMLAlias {
  /// The first `*name` that refers to a `&name` of the same text; nil if there is none.
  package static func first(in text: String) -> String? {
    let words = text.split { $0.isWhitespace || ",[]{}:".contains($0) }
    let anchors = Set(words.filter { $0.hasPrefix("&") && $0.count > 1 }.map { $0.dropFirst() })
    return anchors.isEmpty
      ? nil
      : words.first { $0.hasPrefix("*") && anchors.contains($0.dropFirst()) }.map(String.init)
  }
}
