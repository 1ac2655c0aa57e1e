import Foundation
import Testing

@testable import LockstepCLI

/// The fixtures are the demo's rows as two other programs made them.
@Suite struct DemoSeedDataTests {
  @Test(arguments: [("train", SeedData.training, 200), ("test", SeedData.test, 40)])
  func `the rows made from the seeds are the published ones`(
    name: String, data: SeedData, rows: Int
  ) throws {
    let published = try Self.fixture(name)
    #expect(data.rows == rows)
    #expect(data.labels == published.labels)
    #expect(data.inputs.map(\.bitPattern) == published.inputs.map(\.bitPattern))
  }

  @Test func `the classes are as frequent as in the article`() {
    func counts(_ data: SeedData) -> [Int] {
      (0..<SeedData.classes).map { label in data.labels.count { $0 == label } }
    }
    #expect(counts(.training) == [45, 54, 76, 25])
    #expect(counts(.test) == [10, 11, 12, 7])
  }

  @Test(arguments: [SeedData.training, SeedData.test])
  func `no label hangs on the last bits of the network's outputs`(data: SeedData) {
    let teacher = SeedTeacher()
    for row in 0..<data.rows {
      let sorted = teacher.outputs(
        of: data.inputs[row * SeedData.features..<(row + 1) * SeedData.features]
      ).sorted()
      #expect(sorted[3] - sorted[2] > 0.23)
    }
  }

  @Test func `tanh is that of libm to the last digits`() {
    for x in stride(from: -25, through: 25, by: 0.01) {
      #expect(abs(SeedTeacher.tanh(x) - Foundation.tanh(x)) < 1e-13)
    }
  }

  private static func fixture(_ name: String) throws -> (inputs: [Float], labels: [Int]) {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/\(name).csv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    var inputs: [Float] = []
    var labels: [Int] = []
    for line in lines.dropFirst() {
      let cells = line.split(separator: ",")
      try #require(cells.count == SeedData.features + 1)
      inputs += try cells.dropLast().map { try #require(Float($0)) }
      labels.append(try #require(Int(cells[SeedData.features])))
    }
    return (inputs, labels)
  }
}
