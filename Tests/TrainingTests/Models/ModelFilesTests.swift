import Datasets
import Foundation
import Interchange
import Learning
import Testing
import Training

@Suite struct ModelFilesTests {
  @Test(arguments: SmallTable.allCases, [[], [1], [5, 3]] as [[Int]])
  func `a model is written and read back to the bit`(table: SmallTable, hidden: [Int])
    async throws
  {
    let model = try table.model(hidden: hidden)
    let folder = try TemporaryFolder()
    try model.write(toFolder: folder.path)
    let read = try Model(fromFolder: folder.path)
    #expect(read.network == model.network)
    #expect(read.schema == model.schema)
    #expect(read.digest == model.digest)
    #expect(
      read.parameters.networkOrder.map(\.bitPattern)
        == model.parameters.networkOrder.map(\.bitPattern))
    let team = try makeTeam(2)
    let found = try await read.predict(table.table, team: team).predictions
    #expect(try await model.predict(table.table, team: team).predictions == found)
    #expect(found.count == 24)
  }

  @Test(arguments: ["model.json", "model.safetensors"])
  func `no byte of a model can be altered`(name: String) throws {
    let folder = try TemporaryFolder()
    try SmallTable.threeClasses.model().write(toFolder: folder.path)
    let bytes = try folder.bytes(name)
    for index in bytes.indices {
      var altered = bytes
      altered[index] ^= 1 << (index % 8)
      try folder.write(altered, to: name)
      let error = #expect(throws: RunError.self, "byte \(index)") {
        try Model(fromFolder: folder.path)
      }
      #expect(error.map { !"\($0)".contains("\n") } ?? false)
    }
    for length in [0, 1, 8, bytes.count / 2, bytes.count - 1] {
      try folder.write(Array(bytes.prefix(length)), to: name)
      #expect(throws: RunError.self, "\(length) bytes") { try Model(fromFolder: folder.path) }
    }
    try folder.write(bytes + [10], to: name)
    #expect(throws: RunError.self) { try Model(fromFolder: folder.path) }
    try folder.write(bytes, to: name)
    _ = try Model(fromFolder: folder.path)
    try FileManager.default.removeItem(atPath: folder(name))
    #expect(throws: (any Error).self) { try Model(fromFolder: folder.path) }
  }

  @Test func `files of two models do not go together`() throws {
    let (first, second) = (try TemporaryFolder(), try TemporaryFolder())
    try SmallTable.threeClasses.model().write(toFolder: first.path)
    try SmallTable.threeClasses.model(hidden: [4]).write(toFolder: second.path)
    try first.write(second.bytes("model.safetensors"), to: "model.safetensors")
    #expect(throws: RunError.self) { try Model(fromFolder: first.path) }
  }

  @Test func `a newer format asks for a newer program`() throws {
    let folder = try TemporaryFolder()
    try SmallTable.number.model().write(toFolder: folder.path)
    let text = String(decoding: try folder.bytes("model.json"), as: UTF8.self)
    let newer = text.replacing(
      "\"formatVersion\" : \(Versions.format)", with: "\"formatVersion\" : 99")
    #expect(newer != text)
    try folder.write(Array(newer.utf8), to: "model.json")
    #expect(throws: RunError.newerFormat(path: folder("model.json"), found: 99)) {
      try Model(fromFolder: folder.path)
    }
  }
}
