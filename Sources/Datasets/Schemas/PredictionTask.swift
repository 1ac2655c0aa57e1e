/// What is predicted: a class or a number.
public enum PredictionTask: String, CaseIterable, Codable, Sendable {
  case classification
  case regression
}
