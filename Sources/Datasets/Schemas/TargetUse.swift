/// Whether a table's target column is read.
public enum TargetUse: Sendable {
  /// It must be there, with known classes (training, validation, evaluation).
  case required

  /// It need not be there, and is not looked at (prediction).
  case ignored
}
