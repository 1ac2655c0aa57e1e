public import Learning

/// What a regularization path found: the object that `path --json` prints.
public struct PathReport: Codable, Equatable, Sendable {
  /// The data's name.
  public var data: String
  public var penalty: Penalty.Shape
  /// Inputs, hidden widths, outputs.
  public var widths: [Int]
  public var direction: PathDirection
  /// Names of the raw columns, in the order of `PathPoint.columnWeights`.
  public var columns: [String]
  /// In the order in which they were fitted.
  public var points: [PathPoint]
  /// Wall time of all fits.
  public var seconds: Double
  public var workers: Int
}

/// Which way a path goes.
public enum PathDirection: String, CaseIterable, Codable, Sendable {
  /// From the empty model, at the largest strength.
  case down
  /// From the dense model, at the smallest strength, as LassoNet does.
  case up
}

/// The model at one strength of a path.
public struct PathPoint: Codable, Equatable, Sendable {
  /// λ₁.
  public var l1: Double
  /// Training loss and penalties.
  public var objective: Double
  public var train: PathMetric
  /// Nil without validation rows.
  public var validation: PathMetric?
  public var test: PathMetric?
  /// Biases not counted.
  public var weights: Int
  public var nonzeroWeights: Int
  /// Inputs of the network that reach its outputs through weights that are not zero.
  public var survivingInputs: Int
  /// Hidden units that do.
  public var survivingUnits: Int
  /// Raw columns of which an input does.
  public var survivingColumns: Int
  /// Of each raw column: its weight where the model has one for it, otherwise the norm of all that leave
  /// its inputs (of the skip connection where there is one).
  public var columnWeights: [Double]
  /// The survivors trained again without penalty; nil where that was not asked for.
  public var refit: PathRefit?
  public var epochs: Int
  public var digest: Digest
}

/// A model whose zeros stayed while the rest was trained without penalty.
public struct PathRefit: Codable, Equatable, Sendable {
  public var train: PathMetric
  public var validation: PathMetric?
  public var test: PathMetric?
  public var digest: Digest
}

/// Loss and metric on some rows.
public struct PathMetric: Codable, Equatable, Sendable {
  /// Mean loss, in standardized units for a regression; without penalties.
  public var loss: Double
  /// Nil for a regression.
  public var accuracy: Double?
  /// Nil for classes and for a constant target.
  public var r2: Double?
}

extension PathMetric {
  private enum CodingKeys: String, CodingKey {
    case loss, accuracy, r2
  }

  /// A row far outside of the training data may have an infinite loss, which JSON does not know: null.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(loss.isFinite ? loss : nil, forKey: .loss)
    try values.encodeIfPresent(accuracy, forKey: .accuracy)
    try values.encodeIfPresent(r2.flatMap { $0.isFinite ? $0 : nil }, forKey: .r2)
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    loss = try values.decodeIfPresent(Double.self, forKey: .loss) ?? .infinity
    accuracy = try values.decodeIfPresent(Double.self, forKey: .accuracy)
    r2 = try values.decodeIfPresent(Double.self, forKey: .r2)
  }
}
