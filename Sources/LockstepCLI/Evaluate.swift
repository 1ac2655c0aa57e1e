import ArgumentParser
import Lockstep

struct Evaluate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says loss and metric of a trained model on data.")

  @Argument(help: ArgumentHelp("The run folder.", valueName: "run")) var runFolder: String
  @Argument(help: "Data with the target column; columns may stand in any order.") var data: String
  @Option(help: "Whether the first row names the columns.") var header: HeaderRule = .auto
  @OptionGroup(title: "Running") var workerOptions: WorkerOptions
  @Flag(help: "Print one JSON object.") var json = false
  @Flag(help: "No notes.") var quiet = false

  private struct Answer: Encodable {
    let rows: Int
    let loss: Double
    let accuracy: Double?
    let r2: Double?
    let digest: Digest
  }

  func run() async throws {
    let model = try Model(fromFolder: runFolder)
    let table = try Table.read(path: data, header: header)
    let (evaluation, notes) = try await model.evaluate(
      table, team: workerOptions.makeTeam())
    guard evaluation.loss.isFinite else {
      throw CommandEnd(
        code: 65,
        message: "\(data): the loss is not a finite number; expected rows like those of training; "
          + "look for numbers that are far too large")
    }
    if !quiet { for note in notes { StandardError.write("note: \(note)") } }
    if json {
      let answer = Answer(
        rows: evaluation.rows, loss: evaluation.loss, accuracy: evaluation.accuracy,
        r2: evaluation.r2, digest: model.digest)
      try StandardOutput.write(try JSONFile.text(answer))
    } else {
      try StandardOutput.write(Self.text(evaluation, model))
    }
  }

  private static func text(_ evaluation: Evaluation, _ model: Model) -> String {
    var lines = [
      "rows      \(evaluation.rows)",
      "loss      \(evaluation.loss.formatted(digits: 6))",
    ]
    if let accuracy = evaluation.accuracy {
      lines.append("accuracy  \(accuracy.formatted(digits: 4))")
    } else if let r2 = evaluation.r2 {
      lines.append("R²        \(r2.formatted(digits: 4))")
    } else {
      lines.append("R²        none: the target is constant in these rows")
    }
    lines.append("digest    \(model.digest)")
    return lines.joined(separator: "\n")
  }
}
