/// What a finished run has to say: the object that `train --json` prints.
@dynamicMemberLookup
public struct RunSummary: Equatable, Sendable {
  public var outcome: RunOutcome
  public var circumstances: RunCircumstances

  public init(outcome: RunOutcome, circumstances: RunCircumstances) {
    self.outcome = outcome
    self.circumstances = circumstances
  }

  public subscript<Value>(dynamicMember member: WritableKeyPath<RunOutcome, Value>) -> Value {
    get { outcome[keyPath: member] }
    set { outcome[keyPath: member] = newValue }
  }

  public subscript<Value>(
    dynamicMember member: WritableKeyPath<RunCircumstances, Value>
  ) -> Value {
    get { circumstances[keyPath: member] }
    set { circumstances[keyPath: member] = newValue }
  }
}

/// One object with the keys of both.
extension RunSummary: Codable {
  public init(from decoder: any Decoder) throws {
    outcome = try RunOutcome(from: decoder)
    circumstances = try RunCircumstances(from: decoder)
  }

  public func encode(to encoder: any Encoder) throws {
    try outcome.encode(to: encoder)
    try circumstances.encode(to: encoder)
  }
}
