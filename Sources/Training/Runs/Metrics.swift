import Foundation
import Interchange

/// `metrics.jsonl`: a line for each epoch.
enum Metrics {
  /// Leaves the lines of the epochs up to `epoch`, each once: a process that was killed after its
  /// last checkpoint may have written more, which will be written again.
  static func cut(_ path: String, afterEpoch epoch: Int) throws {
    let bytes = try WholeFile.read(path)
    var kept: [UInt8] = []
    var epochs = 0
    for line in bytes.split(separator: UInt8(ascii: "\n")) where epochs < epoch {
      let record = try? JSONDecoder().decode(EpochRecord.self, from: Data(line))
      guard record?.epoch == epochs + 1 else { continue }
      kept += line + [UInt8(ascii: "\n")]
      epochs += 1
    }
    if kept != bytes { try WholeFile.write(kept, to: path) }
  }
}
