internal import Foundation
internal import Interchange
public import Datasets

/// What is needed to make the same bits again, and what they were: `receipt.json`.
///
/// The article "Formats" documents every key.
public struct Receipt: Sendable {
  public var formatVersion = Versions.format
  public var contractVersion = Versions.contract
  public var program = Versions.program
  public var configuration: TrainingConfiguration
  public var data: DataRecord
  /// How raw tables become numbers, as fitted on the training rows.
  public var schema: Schema
  /// The chained digest of the run's beginning; nil for a model that a path or a cross-validation chose.
  public var initialDigest: Digest?
  /// The epochs that are done; of a full-batch solver its iterations.
  public var epochs: [Epoch]
  /// Of the weights.
  public var digest: Digest
  /// False for a run that was interrupted.
  public var isFinished: Bool
  public var result: RunOutcome
  /// How a path or a cross-validation came to the model; nil for a training run.
  public var selection: Selection?
  public var affectsNoBits: Circumstances

  /// What is known of an epoch.
  public struct Epoch: Codable, Equatable, Sendable {
    /// Counted from 1.
    public let epoch: Int
    public let loss: Double
    public let validationLoss: Double?
    /// See `EpochChain`.
    public let digest: Digest
  }

  public var identity: RunIdentity { RunIdentity(configuration: configuration, data: data) }

  /// What the run printed.
  public var summary: RunSummary {
    RunSummary(outcome: result, circumstances: affectsNoBits.run)
  }
}

extension Receipt: Codable {
  private enum CodingKeys: String, CodingKey {
    case formatVersion, contractVersion, program, configuration, data, schema, initialDigest
    case epochs, digest, isFinished, result, selection, affectsNoBits
  }

  /// The oldest format that is understood.
  private static let oldestFormat = 2

  /// Writes it sealed.
  func write(to path: String) throws {
    try WholeFile.write(SealedJSON.sealed(self), to: path)
  }

  /// Reads what `write` wrote.
  ///
  /// - Throws: `FileError`, or `RunError.badFile` that names the file and the field that was altered.
  public init(from path: String) throws {
    self = try SealedJSON.open(
      Receipt.self, try WholeFile.read(path), path: path, oldest: Self.oldestFormat)
    // Paths decide nothing and stand elsewhere.
    for index in data.files.indices {
      let role = data.files[index].role
      data.files[index].path = affectsNoBits.paths.first { $0.role == role }?.given ?? ""
    }
  }
}
