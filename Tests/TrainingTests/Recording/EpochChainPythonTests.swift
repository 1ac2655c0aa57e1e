import Foundation
import Learning
import Testing

@testable import Training

/// The chain by its documented formula, in another language, from the files alone.
@Suite(.enabled(if: Python.isPresent, "no python3; set LOCKSTEP_PYTHON"))
struct EpochChainPythonTests {
  static let script = """
    import hashlib, json, struct, sys

    def read(path):
        raw = open(path, "rb").read()
        (length,) = struct.unpack("<Q", raw[:8])
        header = json.loads(raw[8:8 + length])
        metadata = header.pop("__metadata__")
        data = raw[8 + length:]
        return metadata, {n: data[slice(*t["data_offsets"])] for n, t in header.items()}

    def array(tensors, prefix):
        parts, layer = [], 0
        while f"{prefix}layers.{layer}.weight" in tensors:
            parts += [tensors[f"{prefix}layers.{layer}.{part}"] for part in ("weight", "bias")]
            layer += 1
        return b"".join(parts)

    def state(tensors):
        arrays, index = [array(tensors, "")], 0
        while f"optimizer.{index}.layers.0.weight" in tensors:
            arrays.append(array(tensors, f"optimizer.{index}."))
            index += 1
        blocks = [a[i:i + 4 * 16384] for a in arrays for i in range(0, len(a), 4 * 16384)]
        return hashlib.sha256(b"".join(hashlib.sha256(b).digest() for b in blocks)).digest()

    digest, count = None, 0
    for path in sys.argv[1:]:
        metadata, tensors = read(path)
        chain = json.loads(metadata["chain"])
        if count == 0:
            digest = hashlib.sha256(state(tensors)).digest()
            assert chain["initial"] == digest.hex(), "initial"
        else:
            e = count - 1
            losses = [tensors["epochs.loss"][8 * e:8 * e + 8]]
            if "epochs.validationLoss" in tensors:
                losses.append(tensors["epochs.validationLoss"][8 * e:8 * e + 8])
            digest = hashlib.sha256(b"".join([digest] + losses + [state(tensors)])).digest()
            assert tensors["epochs.digest"][32 * e:] == digest, f"epoch {count}"
        assert chain["last"] == digest.hex(), "last"
        count += 1
    print(count)
    """

  static func large() -> RecordedTraining {
    var training = RecordedTraining.all(epochs: 3)[2]
    // Several blocks in an array.
    training.configuration.hidden = [800, 70]
    return training
  }

  @Test(arguments: RecordedTraining.all(epochs: 3) + [large()])
  func `digests are those of hashlib`(training: RecordedTraining) async throws {
    let folder = try TemporaryFolder()
    let network = MadeData.network(training.configuration)
    let identity = try CheckpointTests.identity(training.configuration)
    let outcome = try await training.train(
      SnapshotSchedule(everyEpochs: 1, everySteps: nil, every: nil), team: makeTeam(3))
    let start = try await training.train(team: makeTeam(1), until: 0)
    let states = [start.result.state] + outcome.snapshots.map(\.state)
    let paths = states.indices.map { folder("\($0)") }
    for (epochs, state) in states.enumerated() {
      try Checkpoint(
        state: state, identity: identity, records: Array(outcome.records.prefix(epochs))
      ).write(to: paths[epochs], network: network)
    }
    let result = try Python.run(Self.script, paths)
    #expect(result.status == 0, "\(result.output)")
    #expect(result.output == "4")
  }
}
