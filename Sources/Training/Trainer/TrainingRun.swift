import Learning
import Team

/// The memory of one run, and what each worker does in it.
protocol TrainingRun: Sendable {
  /// All that one worker does, until the run ends or `limit` steps since its start are done.
  func work(_ worker: Worker, until limit: Int) throws

  /// Completes what an interruption left half recorded. To be called when no worker runs.
  func finishRecords() throws

  /// What a user is told of a divergence.
  func error(for divergence: Divergence) -> TrainingError

  /// Rows that went through a step in this process.
  var rowsSeen: Int { get }

  /// The weights that the run returns. To be called when no worker runs.
  func returnedParameters() -> Parameters

  /// All that is needed to go on. To be called when no worker runs.
  func state() -> TrainingState
}

extension TrainingRun {
  func finishRecords() {}
}
