import Foundation
import Testing

/// The printed digest against hashlib, over what the authors' package reads from the run.
@Suite struct DigestPythonTests {
  private static let python =
    ProcessInfo.processInfo.environment["LOCKSTEP_PYTHON"] ?? "python3"

  static func run(_ script: String, _ arguments: [String]) throws -> (Int32, String) {
    let folder = try TemporaryFolder()
    try folder.write(script, to: "script.py")
    let result = try Command.run(
      [python, folder("script.py")] + arguments, in: folder, shell: "exec \"$@\"")
    return (result.code, result.output)
  }

  static let isPresent = (try? run("import safetensors.numpy, numpy", []))?.0 == 0

  @Test(.enabled(if: isPresent, "no Python with safetensors and numpy; set LOCKSTEP_PYTHON"))
  func `the printed digest is that of the tensors in network order`() throws {
    let folder = try TemporaryFolder()
    try folder.makeFiles(["good.csv"])
    let result = try Command.run(
      ["train", "good.csv", "--quiet", "--json", "--epochs", "2", "--hidden", "9,5", "--run", "r"],
      in: folder)
    let script = """
      import hashlib, sys
      from safetensors.numpy import load_file
      tensors = load_file(sys.argv[1])
      layers = len(tensors) // 2
      assert layers == 3
      hash = hashlib.sha256()
      for layer in range(layers):
          for part in ("weight", "bias"):
              tensor = tensors[f"layers.{layer}.{part}"]
              assert tensor.dtype == "float32"
              hash.update(tensor.astype("<f4").tobytes())
      print(hash.hexdigest())
      """
    let (code, output) = try Self.run(script, [folder("r/model.safetensors")])
    #expect(code == 0)
    #expect(try output == result.digest() + "\n")
  }
}
