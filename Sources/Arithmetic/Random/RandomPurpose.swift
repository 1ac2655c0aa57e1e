/// What random numbers are for: numbers for different purposes are independent.
///
/// The raw value is a word of the generator's counter, so it is part of the bits: cases are added,
/// never renumbered.
public enum RandomPurpose: UInt8, CaseIterable, Sendable {
  case initialization = 1
  case rowOrder = 2
  case dropout = 3
  /// Training, validation and test rows; folds of a cross-validation.
  case split = 4
  /// Made-up data of examples, benchmarks and tests.
  case synthesis = 5
}
