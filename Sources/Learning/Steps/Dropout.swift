import Arithmetic

/// Dropout of hidden units (Srivastava et al. 2014), scaled in training so that prediction needs
/// no correction.
///
/// Unit u of hidden layer l is kept for position p of the minibatch of step t if the uniform number
/// of (seed, dropout, t, index) is below 1 − rate. The index counts, position after position,
/// the hidden units of all layers: p · (all hidden units) + (hidden units before layer l) + u.
/// No mask depends on who computes it.
public struct Dropout: Equatable, Sendable {
  public let rate: Float
  public let seed: UInt64

  /// - Parameter rate: the fraction of units dropped, 0 < rate < 1.
  public init(rate: Float, seed: UInt64) {
    self.rate = rate
    self.seed = seed
  }

  /// 1 / (1 − rate), one division.
  var scale: Float { 1 / (1 - rate) }
}
