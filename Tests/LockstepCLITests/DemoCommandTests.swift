import Foundation
import Testing

/// The demo against the digits that two independent programs and the article gave.
@Suite struct DemoCommandTests {
  private struct Expected {
    let train: String
    let test: String
    let sum: String
    let zeros: Int
    let errors: [String]?
  }

  private static let table = [
    Expected(
      train: "0.9400", test: "0.5500", sum: "64.11", zeros: 0,
      errors: ["0.2181", "0.1659", "0.1436", "0.1242", "0.1085"]),
    Expected(
      train: "0.9450", test: "0.6750", sum: "130.45", zeros: 0,
      errors: ["0.1989", "0.1465", "0.1234", "0.1132", "0.1080"]),
    Expected(
      train: "0.8950", test: "0.6500", sum: "30.31", zeros: 0,
      errors: ["0.2502", "0.2239", "0.2163", "0.2111", "0.2003"]),
    Expected(train: "0.8950", test: "0.6500", sum: "30.31", zeros: 28, errors: nil),
    Expected(train: "0.9350", test: "0.7000", sum: "46.62", zeros: 0, errors: nil),
    Expected(train: "0.9350", test: "0.7500", sum: "54.67", zeros: 0, errors: nil),
  ]

  @Test func `the demo gives every digit of the replayed article`() throws {
    let object = try Command.run(["demo", "--json"], in: TemporaryFolder()).object()
    let runs = try #require(object["runs"] as? [[String: Any]])
    try #require(runs.count == Self.table.count)
    func digits(_ value: Any?, _ count: Int) throws -> String {
      try #require(value as? Double).formatted(
        .number.precision(.fractionLength(count)).grouping(.never).locale(.init(identifier: "C")))
    }
    for (run, expected) in zip(runs, Self.table) {
      #expect(try digits(run["trainAccuracy"], 4) == expected.train)
      #expect(try digits(run["testAccuracy"], 4) == expected.test)
      #expect(try digits(run["sumOfMagnitudes"], 2) == expected.sum)
      #expect(run["zeros"] as? Int == expected.zeros)
      if let errors = expected.errors {
        let found = try #require(run["meanSquaredErrors"] as? [Double])
        #expect(try found.map { try digits($0, 4) } == errors)
      }
    }
    let check = try #require(object["selfCheck"] as? [String: Any])
    #expect(check["passes"] as? Bool == true)
  }
}
