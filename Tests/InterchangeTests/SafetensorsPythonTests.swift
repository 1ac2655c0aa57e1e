import Foundation
import Interchange
import Testing

/// Both directions against the reference implementation.
@Suite(.enabled(if: PythonOracle.isPresent, Comment(rawValue: PythonOracle.absence)))
struct SafetensorsPythonTests {
  @Test func `Python reads what we write`() throws {
    let folder = try TemporaryFolder()
    let path = folder("ours.safetensors")
    try Data(SafetensorsSamples.varied.encoded()).write(to: URL(filePath: path))
    let script = """
      import sys
      from safetensors import safe_open
      with safe_open(sys.argv[1], "numpy") as f:
          print(f.metadata()["note"].encode().hex())
          for k in sorted(f.keys()):
              t = f.get_tensor(k)
              print(k.encode().hex(), t.dtype, list(t.shape), t.tobytes().hex())
      """
    let result = try PythonOracle.run(script, [path])
    #expect(result.status == 0, "\(result.output)")
    let types: [SafetensorsElementType: String] = [
      .uint64: "uint64", .int64: "int64", .float64: "float64", .float32: "float32",
      .uint32: "uint32", .uint8: "uint8",
    ]
    let lines =
      try [hexadecimal(try #require(SafetensorsSamples.varied.metadata["note"]).utf8)]
      + SafetensorsSamples.varied.tensors
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
      .map { tensor in
        "\(hexadecimal(tensor.name.utf8)) \(try #require(types[tensor.elementType])) "
          + "\(tensor.shape) \(hexadecimal(tensor.bytes))"
      }
    #expect(result.output == lines.joined(separator: "\n"))
  }

  @Test(arguments: 0..<4)
  func `we read what Python writes, byte for byte`(seed: Int) throws {
    let folder = try TemporaryFolder()
    let path = folder("theirs.safetensors")
    let script = """
      import sys, random, numpy as np
      from safetensors.numpy import save_file
      g = random.Random(int(sys.argv[2]))
      types = ["f8", "f4", "f2", "i8", "i4", "i2", "i1", "u8", "u4", "u2", "u1", "?"]
      tensors = {}
      for i in range(g.randrange(30)):
          shape = [g.randrange(5) for _ in range(g.randrange(4))]
          name = "".join(chr(g.choice([g.randrange(0x20, 0x7f), g.randrange(0xa0, 0x250),
                         g.randrange(32), 0x1f600])) for _ in range(g.randrange(1, 9)))
          tensors[name] = np.asarray(np.random.default_rng(i).random(shape) * 100).astype(g.choice(types))
      save_file(tensors, sys.argv[1], metadata={"é\\n": "\\u0000"} if g.random() < 0.5 else None)
      print(len(tensors))
      """
    let result = try PythonOracle.run(script, [path, "\(seed)"])
    #expect(result.status == 0, "\(result.output)")
    let bytes = try Array(Data(contentsOf: URL(filePath: path)))
    let file = try SafetensorsFile(decoding: bytes)
    #expect(file.tensors.count == Int(result.output))
    #expect(file.encoded() == bytes)
  }

  private func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }
}
