import Learning
import Team

/// The memory of one run, and what each worker does in it.
protocol TrainingRun: Sendable {
  /// Where workers pause. To be reset before `work`.
  var pause: SegmentPause { get }

  /// All that one worker does, until the run ends, `limit` steps since its start are done, or about so many
  /// seconds are over. Called again, it goes on from there.
  func work(_ worker: Worker, until limit: Int, seconds: Double) throws

  /// Steps since the start of the run. To be read when no worker runs.
  var stepsDone: Int { get }

  /// Whether nothing is left to do. To be read when no worker runs.
  var hasEnded: Bool { get }

  /// Completes what an interruption left half recorded. To be called when no worker runs.
  func finishRecords() throws

  /// What a user is told of a divergence.
  func error(for divergence: Divergence) -> TrainingError

  /// Rows that went through a step in this memory.
  var rowsSeen: Int { get }

  /// The weights that the run returns. To be called when no worker runs.
  func returnedParameters() -> Parameters

  /// All that is needed to go on. To be called when no worker runs.
  func state() -> TrainingState

  /// What is to be kept of a run that goes on from `state()` in other memory.
  var recordingAhead: Recording { get }
}

extension TrainingRun {
  func finishRecords() {}
}
