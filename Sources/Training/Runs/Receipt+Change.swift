public import Datasets

extension Receipt {
  /// Makes sure that a run goes on with what it began with.
  ///
  /// - Throws: `RunError.changed`, which names the first option or the data that are others.
  public func refuseChange(
    to configuration: TrainingConfiguration, _ options: SchemaOptions, _ data: PreparedData,
    in folder: RunFolder
  ) throws(RunError) {
    if let change = self.configuration.firstChange(to: configuration) {
      throw .changed(path: folder.path, what: change)
    }
    let pairs: [(option: String, before: String, after: String)] = [
      ("target", self.options.target ?? "not given", options.target ?? "not given"),
      (
        "task", self.options.task?.rawValue ?? "not given", options.task?.rawValue ?? "not given"
      ),
      ("scaling", self.options.scaling.rawValue, options.scaling.rawValue),
      ("column-type", Self.text(self.options.columnKinds), Self.text(options.columnKinds)),
      ("ignore", Self.text(self.options.ignoredColumns), Self.text(options.ignoredColumns)),
    ]
    if let pair = pairs.first(where: { $0.before != $0.after }) {
      throw .changed(
        path: folder.path, what: "--\(pair.option) was \(pair.before) and is \(pair.after)")
    }
    guard trainingData == data.training.digest else {
      throw .changed(path: folder.path, what: "the training data are others")
    }
    guard validationData == data.validation?.digest else {
      throw .changed(path: folder.path, what: "the validation data are others")
    }
  }

  private static func text(_ kinds: [ColumnKindOverride]) -> String {
    text(kinds.map { "\($0.name)=\($0.kind.rawValue)" })
  }

  private static func text(_ names: [String]) -> String {
    names.isEmpty ? "not given" : names.joined(separator: ", ")
  }
}
