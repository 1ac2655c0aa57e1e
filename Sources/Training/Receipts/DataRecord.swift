public import Datasets

/// What data a run was trained on, and what they were made of.
public struct DataRecord: Codable, Equatable, Sendable {
  public var options: SchemaOptions
  /// Of the rows held out of the training file; nil: none were.
  public var validationFraction: Double?
  /// Of the rows as trained on, in their order, see `TrainingData.digest`.
  public var trainingDigest: Digest
  /// Of the validation rows, in the same form; nil without any.
  public var validationDigest: Digest?
  /// What was read; empty for tables made in memory.
  public var files: [DataFile]

  public init(
    options: SchemaOptions, validationFraction: Double? = nil, files: [DataFile] = [],
    data: PreparedData
  ) {
    self.options = options
    self.validationFraction = validationFraction
    self.files = files
    trainingDigest = data.training.digest
    validationDigest = data.validation?.digest
  }

  /// The file in a role; nil where there was none.
  public func file(_ role: DataFile.Role) -> DataFile? { files.first { $0.role == role } }

  /// The name of the training data for a person.
  public var name: String { file(.training)?.path ?? "a table" }
}
