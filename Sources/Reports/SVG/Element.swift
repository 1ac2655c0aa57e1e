/// An element of an SVG document (W3C 2018, "Scalable Vector Graphics 2").
struct Element {
  let name: String
  /// In the order in which they are written.
  private(set) var attributes: [(name: String, value: String)]
  /// Written before the children.
  let text: String
  var children: [Element]

  init(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:], text: String = "",
    children: [Element] = []
  ) {
    self.name = name
    self.attributes = attributes.map { (name: $0.key, value: $0.value) }
    self.text = text
    self.children = children
  }

  /// The same with further attributes behind the ones that it has.
  func with(_ attributes: KeyValuePairs<String, String>) -> Element {
    var changed = self
    changed.attributes += attributes.map { (name: $0.key, value: $0.value) }
    return changed
  }

  /// As XML, an element a line.
  func xml(indentation: String = "") -> String {
    let start = attributes.reduce(into: indentation + "<" + name) { start, attribute in
      start += " \(attribute.name)=\"\(attribute.value.escapedForXML)\""
    }
    if children.isEmpty {
      return text.isEmpty ? start + "/>\n" : start + ">\(text.escapedForXML)</\(name)>\n"
    }
    let inside = children.map { $0.xml(indentation: indentation + "  ") }.joined()
    return start + ">\(text.escapedForXML)\n" + inside + indentation + "</\(name)>\n"
  }
}
