import Datasets
import Learning

/// The first number, in network order, that two states have otherwise.
public struct ParameterDifference: Equatable, Sendable {
  /// Of the optimizer's arrays, as in the names of a checkpoint's tensors; nil: a parameter.
  public let optimizerArray: Int?
  public let place: ParameterPlace
  public let before: Float
  public let after: Float

  /// By bits, since a NaN is unlike itself: two states are the same where they go on alike.
  public static func == (first: ParameterDifference, second: ParameterDifference) -> Bool {
    first.optimizerArray == second.optimizerArray && first.place == second.place
      && first.before.bitPattern == second.before.bitPattern
      && first.after.bitPattern == second.after.bitPattern
  }

  /// Looks through the parameters first, then through the optimizer's arrays.
  ///
  /// - Returns: nil if all bits are the same.
  static func first(
    _ before: TrainingState, _ after: TrainingState, _ network: Network, _ schema: Schema
  ) -> ParameterDifference? {
    if let found = first(before.parameters, after.parameters, network, schema) { return found }
    for (index, (old, new)) in zip(before.optimizer, after.optimizer).enumerated() {
      if let found = first(old, new, network, schema, array: index) { return found }
    }
    return nil
  }

  static func first(
    _ before: [Float], _ after: [Float], _ network: Network, _ schema: Schema, array: Int? = nil
  ) -> ParameterDifference? {
    for (index, (old, new)) in zip(before, after).enumerated()
    where old.bitPattern != new.bitPattern {
      return ParameterDifference(
        optimizerArray: array, place: ParameterPlace(index: index, in: network, schema),
        before: old, after: new)
    }
    return nil
  }
}

extension TrainingState {
  /// Whether weights and optimizer state have the same bits.
  func hasSameBits(as other: TrainingState) -> Bool {
    func bits(_ state: TrainingState) -> [[Float]] { [state.parameters] + state.optimizer }
    return bits(self).count == bits(other).count
      && zip(bits(self), bits(other)).allSatisfy { old, new in
        old.count == new.count && zip(old, new).allSatisfy { $0.bitPattern == $1.bitPattern }
      }
  }
}
