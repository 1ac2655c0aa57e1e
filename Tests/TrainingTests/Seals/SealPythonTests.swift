import Foundation
import Testing

@testable import Training

/// The rules of the seals as they are documented, in another language.
@Suite(.enabled(if: Python.isPresent, "no python3; set LOCKSTEP_PYTHON"))
struct SealPythonTests {
  @Test func `the digests of a safetensors file are those of hashlib`() throws {
    let folder = try TemporaryFolder()
    try folder.write(SealedTensors.sealed(SealedTensorsTests.file), to: "f")
    let script = """
      import hashlib, json, struct, sys
      sha = lambda b: hashlib.sha256(b).hexdigest()
      raw = open(sys.argv[1], "rb").read()
      (length,) = struct.unpack("<Q", raw[:8])
      head, data = raw[:8 + length], raw[8 + length:]
      header = json.loads(head[8:])
      metadata = header.pop("__metadata__")
      named = metadata.pop("headerDigest")
      assert head.count(named.encode()) == 1
      assert sha(head.replace(named.encode(), b"0" * 64)) == named
      text = metadata.pop("digests")
      digests = {"metadata." + k: sha(v.encode()) for k, v in metadata.items()}
      position = 0
      for name, tensor in sorted(header.items(), key=lambda t: t[1]["data_offsets"]):
          begin, end = tensor["data_offsets"]
          assert begin == position
          digests[name] = sha(data[begin:end])
          position = end
      assert position == len(data)
      assert text == json.dumps(digests, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
      print(len(digests))
      """
    let result = try Python.run(script, [folder("f")])
    #expect(result.status == 0, "\(result.output)")
    #expect(result.output == "9")
  }

  @Test(.enabled(if: Python.hasSafetensors, "no Python with safetensors and numpy"))
  func `a sealed file is one that the authors' package reads`() throws {
    let folder = try TemporaryFolder()
    try folder.write(SealedTensors.sealed(SealedTensorsTests.file), to: "f")
    let script = """
      import hashlib, json, sys
      from safetensors import safe_open
      with safe_open(sys.argv[1], "numpy") as f:
          digests = json.loads(f.metadata()["digests"])
          for k in f.keys():
              assert hashlib.sha256(f.get_tensor(k).tobytes()).hexdigest() == digests[k]
          print(len(f.keys()))
      """
    let result = try Python.run(script, [folder("f")])
    #expect(result.status == 0, "\(result.output)")
    #expect(result.output == "5")
  }

  @Test func `the digests of a JSON file are those of hashlib`() throws {
    let folder = try TemporaryFolder()
    try folder.write(SealedJSONTests.sealed(), to: "f")
    let script = #"""
      import hashlib, json, re, sys
      sha = lambda t: hashlib.sha256(t.encode()).hexdigest()
      raw = open(sys.argv[1], "rb").read().decode()
      root = json.loads(raw)
      named = root["fileDigest"]
      assert raw.count(named) == 1
      assert sha(raw.replace(named, "0" * 64)) == named
      assert list(root) == sorted(root)
      compact = lambda t: re.sub(r'("(?:[^"\\]|\\.)*")|\s+', lambda m: m[1] or "", t)
      def members(text):
          "The keys of an object and the texts of their values."
          read, at, found = json.JSONDecoder().raw_decode, 1, {}
          while text[at] != "}":
              key, at = read(text, at)
              value, end = read(text, at + 1)
              found[key] = text[at + 1:end]
              at = end + (text[end] == ",")
          return found
      digests = {}
      for key, value in members(compact(raw)).items():
          if key in ("fileDigest", "fieldDigests"): continue
          if value[0] == "{" and value != "{}":
              for name, part in members(value).items(): digests[key + "." + name] = sha(part)[:16]
          else: digests[key] = sha(value)[:16]
      assert list(root["fieldDigests"].items()) == sorted(digests.items())
      print(len(digests))
      """#
    let result = try Python.run(script, [folder("f")])
    #expect(result.status == 0, "\(result.output)")
    #expect(result.output == "10")
  }
}
