import Foundation
import FoundationXML
import Testing

/// An SVG document as any reader of XML sees it.
final class ParsedPicture: NSObject, XMLParserDelegate {
  struct Mark {
    var name: String
    var attributes: [String: String]
    var text = ""
    /// The elements around it, from the outside.
    var path: [String]

    func number(_ name: String) throws -> Double {
      let text = try #require(attributes[name], "\(self.name) without \(name)")
      return try #require(Double(text), "\(name)=\(text)")
    }
  }

  private(set) var marks: [Mark] = []
  private var open: [Int] = []

  /// Fails where the text is no well-formed XML.
  init(_ svg: String) throws {
    super.init()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = self
    try #require(parser.parse(), "\(String(describing: parser.parserError))")
  }

  func marks(_ name: String, class: String? = nil) -> [Mark] {
    marks.filter { $0.name == name && (`class` == nil || $0.attributes["class"] == `class`) }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    marks.append(Mark(name: name, attributes: attributes, path: open.map { marks[$0].name }))
    open.append(marks.count - 1)
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    guard let last = open.last else { return }
    marks[last].text += text
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    open.removeLast()
  }
}
