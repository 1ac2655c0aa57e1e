/// Compares the states that training comes by with checkpoints.
final class CheckpointWatch: Sendable {
  /// After which to look.
  let steps: Set<Int>
  private let checkpoints: [RecordedCheckpoint]
  private let found = LockedValue<Difference?>(nil)

  init(_ checkpoints: [RecordedCheckpoint]) {
    self.checkpoints = checkpoints
    steps = Set(checkpoints.map(\.progress.steps))
  }

  /// The first that was found.
  var difference: Difference? { found.withLock { $0 } }

  func compare(_ snapshot: Snapshot) {
    let here = checkpoints.filter { $0.progress.steps == snapshot.progress.steps }
    guard !here.isEmpty else { return }
    let state = snapshot.state
    let digest = StateHash.digest(of: [state.parameters] + state.optimizer)
    let best = state.best.map { StateHash.digest(of: [$0]) }
    for checkpoint in here {
      // Interrupted between an epoch's last step and its end, which training does not stop at.
      let isWithinEnd = checkpoint.progress.finishedEpochs + 1 == state.progress.finishedEpochs
      let difference: Difference? =
        if checkpoint.state != digest {
          self.difference(
            "state", checkpoint, "\(Digest(bytes: checkpoint.state))", "\(Digest(bytes: digest))")
        } else if !isWithinEnd && checkpoint.progress != state.progress {
          self.difference("progress", checkpoint, "\(checkpoint.progress)", "\(state.progress)")
        } else if !isWithinEnd && checkpoint.best != best {
          self.difference(
            "best weights", checkpoint, checkpoint.best.map { "\(Digest(bytes: $0))" } ?? "none",
            best.map { "\(Digest(bytes: $0))" } ?? "none")
        } else {
          nil
        }
      found.withLock { $0 = $0 ?? difference }
    }
  }

  private func difference(
    _ what: String, _ checkpoint: RecordedCheckpoint, _ expected: String, _ found: String
  ) -> Difference {
    let progress = checkpoint.progress
    // What was wrong at the end of an epoch was so in it, what is wrong within one is of the next.
    let epoch = min(progress.finishedEpochs, 1 << 56) + (progress.epochLossSum == 0 ? 0 : 1)
    return Difference(
      epoch: epoch, what: "\(what) in \(checkpoint.path)", expected: expected, found: found)
  }
}
