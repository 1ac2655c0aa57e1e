public import Datasets

/// What is needed to make the same bits again: `receipt.json`.
public struct Receipt: Codable, Sendable {
  public var formatVersion = Versions.format
  public var contractVersion = Versions.contract
  public var program = Versions.program
  public var configuration: TrainingConfiguration
  public var options: SchemaOptions
  /// Digests of the rows as trained on, see `TrainingData.digest`.
  public var trainingData: Digest
  public var validationData: Digest?
  /// Of the weights.
  public var digest: Digest
  /// False for a run that was interrupted.
  public var isFinished: Bool
  public var result: RunSummary
  public var affectsNoBits: Circumstances

  /// Where and how the run went; other circumstances give the same bits.
  public struct Circumstances: Codable, Sendable {
    public var workers: Int
    public var instructionSet: String
    public var dataPath: String
  }
}
