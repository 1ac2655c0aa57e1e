/// The chained digest of a run's epochs: what it was when the run began, and what it is now.
///
///     d₀ = SHA-256(s₀),  dₑ = SHA-256(dₑ₋₁ ‖ loss ‖ validation loss ‖ sₑ)
///
/// sₑ is the digest of the state after epoch e (see `StateHash`), losses are little-endian binary64, and
/// without validation rows there is no validation loss. So one digest names all epochs up to it, and a state
/// can be checked against the digest before it without training.
public struct EpochChain: Codable, Equatable, Sendable {
  public private(set) var initial: Digest
  public private(set) var last: Digest

  /// - Parameter state: digest of the state that the run begins at.
  init(initialState state: [UInt8]) {
    initial = Digest(of: state)
    last = initial
  }

  init(initial: Digest, last: Digest) {
    self.initial = initial
    self.last = last
  }

  /// The chain with one more epoch.
  func linked(state: [UInt8], loss: Double, validationLoss: Double?) -> EpochChain {
    EpochChain(
      initial: initial,
      last: Self.link(after: last, state: state, loss: loss, validationLoss: validationLoss))
  }

  static func link(
    after previous: Digest, state: [UInt8], loss: Double, validationLoss: Double?
  ) -> Digest {
    var builder = DigestBuilder()
    builder.append(previous.bytes)
    builder.append(loss)
    if let validationLoss { builder.append(validationLoss) }
    builder.append(state)
    return builder.digest
  }
}
