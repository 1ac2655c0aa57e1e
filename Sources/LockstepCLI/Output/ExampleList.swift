import Lockstep

/// `--example list`: name, size, origin and licence of what `--example` can name.
enum ExampleList {
  static func write(json: Bool) throws {
    try StandardOutput.write(json ? self.json() : text())
  }

  private static func json() throws -> String {
    struct Entry: Encodable {
      let name, title, origin, licence, target, task: String
      let rows, columns: Int
    }
    let entries = Example.all.map {
      Entry(
        name: $0.name, title: $0.title, origin: $0.origin, licence: $0.licence,
        target: $0.target, task: $0.task.rawValue, rows: $0.rows, columns: $0.columns)
    }
    return try JSONFile.text(["examples": entries])
  }

  private static func text() -> String {
    Example.all.map { example in
      """
      \(example.name): \(example.title)
        \(example.rows) rows, \(example.columns) columns, \(example.task.rawValue) of \
      \(example.target)
        origin: \(example.origin)
        licence: \(example.licence)
      """
    }.joined(separator: "\n")
  }
}
