import Learning
import Team

/// The memory of one run, and what each worker does in it.
protocol TrainingRun: Sendable {
  /// All that one worker does.
  func work(_ worker: Worker) throws

  /// What a user is told of a divergence.
  func error(for divergence: Divergence) -> TrainingError

  /// Rows that went through a step in this process.
  var rowsSeen: Int { get }

  /// The weights that the run returns. To be called when no worker runs.
  func returnedParameters() -> Parameters

  /// All that is needed to go on. To be called when no worker runs.
  func state() -> TrainingState
}
