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
      try expectRefusal(folder, name, "byte \(index)")
    }
    for length in [0, 1, 8, bytes.count / 2, bytes.count - 1] {
      try folder.write(Array(bytes.prefix(length)), to: name)
      try expectRefusal(folder, name, "\(length) bytes")
    }
    try folder.write(bytes + [10], to: name)
    try expectRefusal(folder, name, "a byte more")
    try folder.write(bytes, to: name)
    _ = try Model(fromFolder: folder.path)
    try FileManager.default.removeItem(atPath: folder(name))
    #expect(throws: (any Error).self) { try Model(fromFolder: folder.path) }
  }

  /// The error names the file in one line.
  private func expectRefusal(_ folder: TemporaryFolder, _ name: String, _ what: Comment) throws {
    let error = #expect(throws: RunError.self, what) { try Model(fromFolder: folder.path) }
    let text = error.map { "\($0)" } ?? ""
    #expect(text.hasPrefix(folder(name) + ": ") && !text.contains("\n"), what)
  }

  @Test func `the field and the tensor are named`() throws {
    let folder = try TemporaryFolder()
    try SmallTable.number.model().write(toFolder: folder.path)
    let tensors = try folder.bytes("model.safetensors")
    try folder.write(tensors.dropLast() + [1], to: "model.safetensors")
    try expect(folder, "tensor \"layers.2.bias\" has the SHA-256 ")
    try folder.write(tensors, to: "model.safetensors")
    let text = String(decoding: try folder.bytes("model.json"), as: UTF8.self)
    try folder.write(Array(text.replacing("\"gelu\"", with: "\"relu\"").utf8), to: "model.json")
    try expect(folder, "\"network.activation\" holds \"relu\", which was altered")
  }

  private func expect(_ folder: TemporaryFolder, _ what: String) throws {
    let error = #expect(throws: RunError.self) { try Model(fromFolder: folder.path) }
    #expect(error.map { "\($0)".contains(what) } ?? false, "\(String(describing: error))")
  }

  /// Written by a program of that format: `train --epochs 2 --hidden 2 --seed 3` on eight rows.
  private func olderModel() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Format1")
    for name in ["model.json", "model.safetensors"] {
      try folder.write(Array(try Data(contentsOf: fixtures.appending(path: name))), to: name)
    }
    return folder
  }

  @Test func `a model of format 1 is read as before`() throws {
    let folder = try olderModel()
    let model = try Model(fromFolder: folder.path)
    #expect(
      model.digest.description
        == "f5d7359dcf8ef1ded6b523c87c9b8a7b117fbf8c09d12fe0dda80cadaacef3df")
    #expect(model.network.hidden == [2])
    #expect(model.schema.target.classes == ["a", "b", "c"])
  }

  @Test(arguments: ["model.json", "model.safetensors"])
  func `no byte of a model of format 1 can be altered`(name: String) throws {
    let folder = try olderModel()
    let bytes = try folder.bytes(name)
    for index in bytes.indices {
      var altered = bytes
      altered[index] ^= 1 << (index % 8)
      try folder.write(altered, to: name)
      // Which of the two was altered is not known where one names the other's digest.
      #expect(throws: RunError.self, "byte \(index)") { try Model(fromFolder: folder.path) }
    }
  }

  /// Also those of a program before seals with the version of one after.
  @Test func `a model of format 2 must have its seals`() throws {
    let folder = try olderModel()
    let older = String(decoding: try folder.bytes("model.json"), as: UTF8.self)
    let text = older.replacing("\"formatVersion\" : 1", with: "\"formatVersion\" : 2")
    try folder.write(Array(text.utf8), to: "model.json")
    try expect(folder, "\"fileDigest\" is missing")
    try SmallTable.number.model().write(toFolder: folder.path)
    let file = try SafetensorsFile(decoding: folder.bytes("model.safetensors"))
    let bare = file.metadata.filter { !["digests", "headerDigest"].contains($0.key) }
    try folder.write(
      SafetensorsFile(tensors: file.tensors, metadata: bare).encoded(), to: "model.safetensors")
    try expect(folder, "its header has no \"digests\"")
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
