/// What came out of a run: the same for any worker count and machine.
public struct RunOutcome: Codable, Equatable, Sendable {
  /// Of the parameters.
  public var digest: Digest
  public var epochs: Int
  public var steps: Int
  /// Training loss and penalties at the returned weights; nil if the run was interrupted.
  public var objective: Double?
  /// The penalties' share of the objective, that of λ₂ included.
  public var penalty: Double?
  /// Nil also in runs of programs that did not know it.
  public var certificate: Certificate?
  public var trainLoss: Double?
  public var trainAccuracy: Double?
  public var trainR2: Double?
  public var validationLoss: Double?
  public var validationAccuracy: Double?
  public var validationR2: Double?
  public var testLoss: Double?
  public var testAccuracy: Double?
  public var testR2: Double?
  /// Biases not counted.
  public var weights: Int
  public var nonzeroWeights: Int
  /// Names of raw columns with any weight left.
  public var selectedFeatures: [String]
  /// Whether early stopping, and not the last epoch, ended the run.
  public var stoppedEarly: Bool

  /// All keys are written, null where there is nothing to say.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(digest, forKey: .digest)
    try values.encode(epochs, forKey: .epochs)
    try values.encode(steps, forKey: .steps)
    try values.encode(objective, forKey: .objective)
    try values.encode(penalty, forKey: .penalty)
    try values.encode(certificate, forKey: .certificate)
    try values.encode(trainLoss, forKey: .trainLoss)
    try values.encode(trainAccuracy, forKey: .trainAccuracy)
    try values.encode(trainR2, forKey: .trainR2)
    try values.encode(validationLoss, forKey: .validationLoss)
    try values.encode(validationAccuracy, forKey: .validationAccuracy)
    try values.encode(validationR2, forKey: .validationR2)
    try values.encode(testLoss, forKey: .testLoss)
    try values.encode(testAccuracy, forKey: .testAccuracy)
    try values.encode(testR2, forKey: .testR2)
    try values.encode(weights, forKey: .weights)
    try values.encode(nonzeroWeights, forKey: .nonzeroWeights)
    try values.encode(selectedFeatures, forKey: .selectedFeatures)
    try values.encode(stoppedEarly, forKey: .stoppedEarly)
  }
}
