import ArgumentParser
import Lockstep

struct Predict: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes what a trained model says of each row, as CSV.",
    discussion: """
      A header and one row out per row in: `prediction`, then `probability_LEVEL` for each class. \
      The target column is not needed.
      """)

  @Argument(help: ArgumentHelp("The run folder.", valueName: "run")) var runFolder: String
  @Argument(help: "Data; columns may stand in any order.") var data: String
  @Option(help: "Whether the first row names the columns.") var header: HeaderRule = .auto
  @Option(help: ArgumentHelp("Where to write (default: stdout).", valueName: "FILE"))
  var output: String?
  @OptionGroup(title: "Running") var workerOptions: WorkerOptions
  @Flag(help: "Print one JSON object with the predictions.") var json = false
  @Flag(help: "No notes.") var quiet = false

  private struct Answer: Encodable {
    let rows: Int
    let classes: [String]
    let predictions: [JSONPrediction]
  }

  private enum JSONPrediction: Encodable {
    case number(Double)
    case classified(String, [Float])

    private enum CodingKeys: CodingKey { case prediction, probabilities }

    func encode(to encoder: any Encoder) throws {
      var values = encoder.container(keyedBy: CodingKeys.self)
      switch self {
      case .number(let value): try values.encode(value, forKey: .prediction)
      case .classified(let name, let probabilities):
        try values.encode(name, forKey: .prediction)
        try values.encode(probabilities, forKey: .probabilities)
      }
    }
  }

  func run() async throws {
    let model = try Model(fromFolder: runFolder)
    let table = try Table.read(path: data, header: header)
    let (predictions, notes) = try await model.predict(
      table, team: workerOptions.makeTeam())
    if !quiet { for note in notes { StandardError.write("note: \(note)") } }
    let text = json ? try jsonText(predictions, model) : csvText(predictions, model)
    if let output {
      try WholeFile.write(text, to: output)
    } else {
      try StandardOutput.write(text, terminator: "")
    }
  }

  private func csvText(_ predictions: [Prediction], _ model: Model) -> String {
    var text = (["prediction"] + model.schema.target.classes.map { "probability_\($0)" })
      .map(Self.quoted).joined(separator: ",")
    text += "\n"
    for prediction in predictions {
      switch prediction {
      case .number(let value): text += "\(value)"
      case .classified(let name, let probabilities):
        text += Self.quoted(name)
        for probability in probabilities { text += ",\(probability)" }
      }
      text += "\n"
    }
    return text
  }

  private func jsonText(_ predictions: [Prediction], _ model: Model) throws -> String {
    let answer = Answer(
      rows: predictions.count, classes: model.schema.target.classes,
      predictions: predictions.map { prediction in
        switch prediction {
        case .number(let value): .number(value)
        case .classified(let name, let probabilities): .classified(name, probabilities)
        }
      })
    return try JSONFile.text(answer) + "\n"
  }

  /// A CSV cell (RFC 4180).
  private static func quoted(_ cell: String) -> String {
    guard cell.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return cell }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }
}
