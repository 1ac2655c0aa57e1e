/// A model that a path or a cross-validation chose, as its receipt tells it.
struct ChosenResult: Sendable {
  let model: Model
  let configuration: TrainingConfiguration
  let outcome: RunOutcome
}
