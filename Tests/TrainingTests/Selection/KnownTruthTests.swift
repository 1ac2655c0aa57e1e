import Learning
import Arithmetic
import Datasets
import Foundation
import Testing

@testable import Training

/// Made data whose relevant columns are known.
@Suite struct KnownTruthTests {
  /// y = tanh(2x₁) + tanh(2x₂) + max(0, x₃) + ½x₄ + 0.3·noise, and columns that say nothing.
  static func table(rows: Int, columns: Int, seed: UInt64) throws -> Table {
    let count = rows * (columns + 1)
    let numbers = Buffer<Float>(repeating: 0, count: Vector.padded(count))
    return try withExtendedLifetime(numbers) {
      let stream = RandomStream(seed: seed, purpose: .synthesis)
      func normal(_ index: Int) -> Double {
        // Box and Muller 1958.
        let u = Double(stream.uniform(element: UInt64(2 * index))) + 0x1p-25
        let v = Double(stream.uniform(element: UInt64(2 * index + 1)))
        return (-2 * log(u)).squareRoot() * cos(2 * .pi * v)
      }
      var text = (1...columns).map { "x\($0)" }.joined(separator: ",") + ",y\n"
      for row in 0..<rows {
        let x = (0..<columns).map { normal(row * (columns + 1) + $0) }
        let noise = normal(row * (columns + 1) + columns)
        let y = tanh(2 * x[0]) + tanh(2 * x[1]) + max(0, x[2]) + x[3] / 2 + 0.3 * noise
        text += (x + [y]).map { String(format: "%.6f", $0) }.joined(separator: ",") + "\n"
      }
      let folder = try TemporaryFolder()
      try Data(text.utf8).write(to: URL(filePath: folder("made.csv")))
      return try Table.read(path: folder("made.csv"))
    }
  }

  @Test func `group lasso with one standard error finds the relevant columns`() async throws {
    let table = try TypedTable(Self.table(rows: 400, columns: 40, seed: 2), SchemaOptions())
    var configuration = TrainingConfiguration()
    configuration.hidden = [16]
    configuration.penalty = .groupInputs
    configuration.epochs = 40
    // Or the second layer would make up for what the penalty does to the first.
    configuration.l2 = 0.01
    var plan = PathPlan()
    plan.direction = .up
    plan.points = 20
    plan.ratio = 0.01
    plan.warmEpochs = 8
    plan.refits = true
    let tuning = try Tuning(
      configuration: configuration, plan: plan, table: table, data: try PreparedData(table),
      folds: 5, choice: .oneStandardError, halfSamples: 10)
    let report = try await tuning.run(name: "", team: makeTeam(2)).report
    let found = Set(report.chosen.selectedFeatures)
    #expect(found.isSuperset(of: ["x1", "x2", "x3", "x4"]), "\(found.sorted())")
    #expect(found.count <= 7, "\(found.sorted())")
    let stability = try #require(report.stability)
    for column in stability.columns.prefix(4) { #expect(column.frequency > 0.9) }
    #expect(stability.columns.dropFirst(4).count { $0.frequency > 0.9 } <= 2)
  }
}
