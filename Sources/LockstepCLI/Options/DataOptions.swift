import ArgumentParser
import Lockstep

/// The options of `train` that say what the data mean.
struct DataOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Column to predict (default: the last one).", valueName: "NAME"))
  var target: String?

  @Option(help: "Whether the first row names the columns.")
  var header: HeaderRule = .auto

  @Option(
    help: ArgumentHelp(
      "Kind of a column, where the guess is wrong.", valueName: "NAME=numeric|categorical"))
  var columnType: [ColumnTypeArgument] = []

  @Option(help: ArgumentHelp("Column to leave out.", valueName: "NAME"))
  var ignore: [String] = []

  @Option(help: "How numeric columns are scaled; range: to 0…1.")
  var scaling: Scaling = .standard

  @Option(help: "What the target is (default: found from its values).")
  var task: PredictionTask?

  @Option(help: ArgumentHelp("Data to test the finished model on.", valueName: "PATH"))
  var test: String?

  @Option(help: ArgumentHelp("Data that early stopping looks at.", valueName: "PATH"))
  var validation: String?

  @Option(
    help: ArgumentHelp("Fraction of the rows to hold out for validation.", valueName: "F"))
  var validationFraction: Double?

  @Option(
    help: ArgumentHelp(
      "A data set that ships inside the command, in place of DATA; list: shows them.",
      valueName: "NAME"))
  var example: String?

  func validate() throws {
    if let validationFraction {
      guard validationFraction > 0 && validationFraction < 1 else {
        throw ValidationError(
          "--validation-fraction: found \(validationFraction), expected a number between 0 and 1")
      }
      guard validation == nil else {
        throw ValidationError("--validation and --validation-fraction exclude each other")
      }
    }
  }

  /// What the schema is told; an example knows its own target and task.
  func schemaOptions(_ example: Example?) -> SchemaOptions {
    SchemaOptions(
      target: target ?? example?.target,
      task: task ?? (target == nil ? example?.task : nil),
      scaling: scaling, columnKinds: columnType.map(\.override), ignoredColumns: ignore)
  }
}
