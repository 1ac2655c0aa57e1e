import Arithmetic
public import Datasets
public import Learning
import Machine
public import Team

/// What a network says of rows: `[rows, outputs]`, probabilities or standardized numbers.
public struct Predictions: Sendable {
  public let rows: Int
  public let outputs: Int
  private let memory: Buffer<Float>
  private let classMemory: Buffer<Int32>

  /// The class that is predicted for `row`; 0 for numbers.
  public func predictedClass(row: Int) -> Int { Int(classMemory.view[row]) }

  public subscript(row: Int, output: Int) -> Float { memory.view[row * outputs + output] }

  /// Sends all rows of `data` through the network; targets are not looked at.
  public static func make(
    _ parameters: Parameters, of data: TrainingData, team: Team
  ) async throws -> Predictions {
    let outputs = parameters.layout.network.outputs
    let memory = Buffer<Float>(repeating: 0, count: data.rows * outputs)
    let classMemory = Buffer<Int32>(repeating: 0, count: data.rows)
    let (view, classes) = (memory.view, classMemory.view)
    let blocks = WorkSplit.proportional(
      BlockSum.blocks(count: data.rows), to: team.placement.reportedSpeeds)
    let compact = CompactNetwork(parameters, rows: data.rows)
    try await team.run { worker in
      let evaluator = Evaluator(parameters, compact: compact, capacity: BlockSum.blockSize)
      for block in blocks[worker.index] {
        try worker.checkCancellation()
        let rows = BlockSum.range(ofBlock: block, count: data.rows)
        evaluator.predict(
          rows, of: data.examples.inputs,
          into: RowMatrix(
            view[rows.lowerBound * outputs..<rows.upperBound * outputs], rows: rows.count,
            pitch: outputs),
          classes: classes[rows])
      }
    }
    return Predictions(rows: data.rows, outputs: outputs, memory: memory, classMemory: classMemory)
  }
}

extension Model {
  /// Loss and metric on a raw table with the target column.
  ///
  /// - Returns: the evaluation, and lines that a person should see.
  public func evaluate(
    _ table: Table, team: Team
  ) async throws -> (evaluation: Evaluation, notes: [String]) {
    let (data, notes) = try schema.data(of: table, target: .required)
    return (try await Evaluation.measure(parameters, on: data, team: team), notes)
  }

  /// What the network says of each row of a raw table, in the words of the training data; the
  /// target column is not needed.
  public func predict(
    _ table: Table, team: Team
  ) async throws -> (predictions: [Prediction], notes: [String]) {
    let (data, notes) = try schema.data(of: table, target: .ignored)
    let output = try await Predictions.make(parameters, of: data, team: team)
    let classes = schema.target.classes
    let predictions = (0..<output.rows).map { row in
      if classes.isEmpty {
        return Prediction.number(schema.target.inOriginalUnits(Double(output[row, 0])))
      }
      let probabilities =
        network.loss == .logistic
        ? [1 - output[row, 0], output[row, 0]] : classes.indices.map { output[row, $0] }
      return .classified(classes[output.predictedClass(row: row)], probabilities: probabilities)
    }
    return (predictions, notes)
  }
}

/// What a network says of a row.
public enum Prediction: Equatable, Sendable {
  /// In the units of the training file.
  case number(Double)
  /// A class and the probability of each class, in the order of `Target.classes`.
  case classified(String, probabilities: [Float])
}
