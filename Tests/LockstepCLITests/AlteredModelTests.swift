import Foundation
import Testing

@Suite struct AlteredModelTests {
  private func trained() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.makeFiles(["good.csv"])
    let result = try Command.run(
      ["train", "good.csv", "--quiet", "--epochs", "1", "--hidden", "2", "--run", "r"], in: folder)
    #expect(result.code == 0, "\(result.errors)")
    return folder
  }

  @Test(arguments: ["model.json", "model.safetensors"])
  func `every altered or cut file is refused by name`(name: String) throws {
    let folder = try trained()
    let path = URL(filePath: folder("r/" + name))
    let bytes = try folder.bytes("r/" + name)
    var variants = stride(from: 0, to: bytes.count, by: 37).map { index in
      var variant = bytes
      variant[index] ^= 1
      return variant
    }
    variants += [0, 1, 8, bytes.count / 2, bytes.count - 1].map { Array(bytes[..<$0]) }
    variants.append(bytes + [32])
    for (index, variant) in variants.enumerated() {
      try Data(variant).write(to: path)
      let result = try Command.run(["inspect", "r", "--json"], in: folder)
      expectFailure(result, 65, ["r/" + name])
      if result.code != 65 { Issue.record("variant \(index) of \(name)") }
    }
    try Data(bytes).write(to: path)
    #expect(try Command.run(["inspect", "r"], in: folder).code == 0)
  }

  @Test func `a newer format is refused with the advice to update`() throws {
    let folder = try trained()
    let text = try folder.text("r/model.json")
    try folder.write(
      text.replacing("\"formatVersion\" : 2", with: "\"formatVersion\" : 3"), to: "r/model.json")
    expectFailure(
      try Command.run(["evaluate", "r", "good.csv"], in: folder), 65,
      ["r/model.json: format version 3, expected at most 2; use a newer lockstep"])
  }

  @Test func `half a run is missing input`() throws {
    let folder = try trained()
    try FileManager.default.removeItem(atPath: folder("r/model.safetensors"))
    expectFailure(
      try Command.run(["inspect", "r"], in: folder), 66, ["r/model.safetensors: no such file"])
  }
}
