import Datasets

/// How the data of two runs differ, as their receipts tell it.
public struct DataChanges: Encodable, Equatable, Sendable {
  /// Of how a table is read.
  public let options: [OptionChange]
  /// Of the rows as trained on, see `DataRecord`.
  public let trainingDigest: Change<Digest>?
  public let validationDigest: Change<Digest>?
  public let validationFraction: Change<Double>?
  public let files: [FileChange]
  /// The first column that is another, in words; nil if none is, as far as statistics and levels tell.
  public let column: String?

  /// A file whose bytes are others.
  public struct FileChange: Codable, Equatable, Sendable {
    public let role: DataFile.Role
    public let sha256: Change<Digest>
  }

  private enum CodingKeys: String, CodingKey {
    case options, trainingDigest, validationDigest, validationFraction, files, column
  }

  /// Nil if nothing differs.
  init?(_ first: Receipt, _ second: Receipt) {
    let (old, new) = (first.data, second.data)
    options = old.options.changes(to: new.options)
    trainingDigest = Change(old.trainingDigest, new.trainingDigest)
    validationDigest = Change(old.validationDigest, new.validationDigest)
    validationFraction = Change(old.validationFraction, new.validationFraction)
    files = [DataFile.Role.training, .validation, .test].compactMap { role in
      Change(old.file(role)?.sha256, new.file(role)?.sha256)
        .map { FileChange(role: role, sha256: $0) }
    }
    column = first.schema.firstDifference(to: second.schema)
    let isSame =
      options.isEmpty && trainingDigest == nil && validationDigest == nil
      && validationFraction == nil && files.isEmpty && column == nil
    if isSame { return nil }
  }

  /// All keys are written, null where nothing differs.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(options, forKey: .options)
    try values.encode(trainingDigest, forKey: .trainingDigest)
    try values.encode(validationDigest, forKey: .validationDigest)
    try values.encode(validationFraction, forKey: .validationFraction)
    try values.encode(files, forKey: .files)
    try values.encode(column, forKey: .column)
  }
}
