/// How numeric columns are brought to a common scale, by statistics of the training rows.
public enum Scaling: String, CaseIterable, Codable, Sendable {
  /// (x − mean) / population standard deviation.
  case standard

  /// (x − minimum) / (maximum − minimum): the training rows lie in 0…1.
  case range

  /// x as it is.
  case none
}
