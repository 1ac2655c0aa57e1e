import Benchmark
import Datasets
import Foundation
import Measuring

let benchmarks: @Sendable () -> Void = {
  Benchmark(
    "Table.read", configuration: .rates([.megabytesPerSecond], seconds: 2),
    closure: { (benchmark: Benchmark, file: MadeFile) in
      let (table, seconds) = try measureSeconds { try Table.read(path: file.path) }
      blackHole(table.rowCount)
      benchmark.report(.megabytesPerSecond, file.bytes, in: seconds, unit: 1e6)
    }, setup: { try MadeFile() })
  Benchmark(
    "TypedTable", configuration: .rates([.megabytesPerSecond], seconds: 2),
    closure: { (benchmark: Benchmark, made: (file: MadeFile, table: Table)) in
      let (typed, seconds) = try measureSeconds { try TypedTable(made.table, SchemaOptions()) }
      blackHole(typed)
      benchmark.report(.megabytesPerSecond, made.file.bytes, in: seconds, unit: 1e6)
    },
    setup: {
      let file = try MadeFile()
      return (file: file, table: try Table.read(path: file.path))
    })
}

/// A CSV file of numbers with two columns of words, removed when no longer needed.
private final class MadeFile {
  let path: String
  let bytes: Int

  init(rows: Int = 40_000) throws {
    var text = (0..<20).map { "number\($0)" }.joined(separator: ",") + ",word,class\n"
    var state: UInt64 = 1
    func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
    for _ in 0..<rows {
      for column in 0..<20 {
        let number = Int(next() % 2_000_000) - 1_000_000
        // Whole numbers, and fractions of up to six digits.
        text += column < 5 ? "\(number)," : "\(Double(number) / 1_000_000),"
      }
      text += "word\(next() % 50),class\(next() % 3)\n"
    }
    path =
      FileManager.default.temporaryDirectory
      .appending(path: "lockstep-reading-\(UUID().uuidString).csv").path
    bytes = text.utf8.count
    try text.write(toFile: path, atomically: false, encoding: .utf8)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
