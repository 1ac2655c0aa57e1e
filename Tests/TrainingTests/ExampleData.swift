import Datasets
import Training

/// The examples that ship with the command, read and encoded once.
enum ExampleData {
  static let names = ["concrete", "credit", "diabetes", "digits", "spam"]

  private static let prepared: [String: PreparedData] = {
    var all: [String: PreparedData] = [:]
    for name in names {
      guard let example = try? Example.named(name), let table = try? example.table() else {
        continue
      }
      all[name] = try? PreparedData(
        table, options: example.options, validation: .fraction(0.2), seed: 1)
    }
    return all
  }()

  struct Missing: Error {
    let name: String
  }

  static func named(_ name: String) throws -> PreparedData {
    guard let data = prepared[name] else { throw Missing(name: name) }
    return data
  }
}
