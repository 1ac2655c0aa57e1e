import Arithmetic
import Learning
import Team

/// Looks for the first step after which two runs differ, by training both again.
struct StepSearch {
  let first: ReplayedRun
  let second: ReplayedRun
  let team: Team

  /// A state of each run; nil: its start.
  private typealias Pair = (TrainingState?, TrainingState?)

  /// Bytes of states that are held at a time.
  private static let mostBytes = 256 << 20
  private static let mostSteps = 64

  /// Goes by epochs, and within the first that ends otherwise step by step.
  ///
  /// - Parameter epoch: up to which the receipts are the same.
  func search(sameUpTo epoch: Int) async throws -> Comparison.Replay {
    let last = min(first.run.receipt.epochs.count, second.run.receipt.epochs.count)
    let (start, states) = try commonStart(upTo: epoch)
    var found = Comparison.Replay(startEpoch: start)
    var (done, pair) = (start, states)
    var stride = max(1, epoch - done)
    while done < last {
      let next = min(done + stride, last)
      let (one, other) = try await advance(pair, to: next)
      if one.hasSameBits(as: other) {
        note(one, other, in: &found)
        (done, pair, stride) = (next, (one, other), 1)
      } else if stride > 1 {
        // The receipts say otherwise, so one of them is wrong: which epoch it is shows one by one.
        stride = 1
      } else {
        note(one, other, in: &found)
        found.difference = try await steps(
          from: pair, count: max(first.stepsPerEpoch, second.stepsPerEpoch))
        return found
      }
    }
    try await finish(pair, epoch: done, in: &found)
    return found
  }

  /// What is left when all common epochs are the same: the steps of an epoch in which a run was interrupted,
  /// and the weights that each run kept.
  private func finish(
    _ pair: Pair, epoch: Int, in found: inout Comparison.Replay
  ) async throws {
    let ends = [first, second].map { $0.run.receipt.result.steps - epoch * $0.stepsPerEpoch }
    let rest = min(ends[0], ends[1])
    if rest > 0 { found.difference = try await steps(from: pair, count: rest) }
    guard ends == [0, 0] else { return }
    for (run, state) in [(first, pair.0), (second, pair.1)] {
      guard let state, run.givesOtherModel(state) else { continue }
      found.addUnlike(run.run.path)
    }
  }

  // MARK: - Epochs

  /// The last end of an epoch of which both folders have the same state.
  private func commonStart(upTo epoch: Int) throws -> (epoch: Int, states: Pair) {
    var limit = epoch
    while let one = first.checkpoint(upTo: limit) {
      let other = second.checkpoint(upTo: limit) {
        $0.progress.finishedEpochs == one.progress.finishedEpochs && $0.state == one.state
      }
      if let other {
        return (
          one.progress.finishedEpochs,
          (try Checkpoint(from: one.path).state, try Checkpoint(from: other.path).state)
        )
      }
      limit = one.progress.finishedEpochs - 1
    }
    return (0, (nil, nil))
  }

  private func advance(
    _ pair: Pair, to epoch: Int
  ) async throws -> (TrainingState, TrainingState) {
    (
      try await first.advance(pair.0, to: epoch * first.stepsPerEpoch, team: team),
      try await second.advance(pair.1, to: epoch * second.stepsPerEpoch, team: team)
    )
  }

  private func note(
    _ one: TrainingState, _ other: TrainingState, in found: inout Comparison.Replay
  ) {
    if first.isUnlikeReceipt(one) { found.addUnlike(first.run.path) }
    if second.isUnlikeReceipt(other) { found.addUnlike(second.run.path) }
  }

  // MARK: - Steps

  private func steps(from pair: Pair, count: Int) async throws -> StepDifference? {
    var before = (try await start(pair.0, first), try await start(pair.1, second))
    var (one, other) = pair
    let bytes = (before.0.optimizer.count + 2) * before.0.parameters.count * 8
    let chunk = max(1, min(Self.mostSteps, Self.mostBytes / max(1, bytes)))
    var done = 0
    while done < count {
      let steps = min(chunk, count - done)
      let states = (
        try await first.states(after: one, steps: steps, team: team),
        try await second.states(after: other, steps: steps, team: team)
      )
      for (old, new) in zip(states.0, states.1) {
        if let parameter = ParameterDifference.first(
          old, new, first.network, first.data.schema)
        {
          let step = old.progress.steps
          return StepDifference(
            step: step, epoch: (step - 1) / first.stepsPerEpoch + 1,
            shards: shards(ofStep: step - 1, at: before), parameter: parameter)
        }
        before = (old, new)
      }
      // One of them has ended.
      guard states.0.count == steps, states.1.count == steps else { return nil }
      (one, other) = (states.0.last, states.1.last)
      done += steps
    }
    return nil
  }

  private func start(_ state: TrainingState?, _ run: ReplayedRun) async throws -> TrainingState {
    guard let state else { return try await run.advance(nil, to: 0, team: team) }
    return state
  }

  // MARK: - Shards

  private func shards(
    ofStep step: Int, at states: (TrainingState, TrainingState)
  ) -> StepDifference.Shards {
    guard first.configuration.optimizer.minibatch != nil,
      second.configuration.optimizer.minibatch != nil
    else { return .leftOut("an iteration of a full-batch solver takes several gradients") }
    let one = StepShards(first, at: states.0.parameters, step: step)
    let other = StepShards(second, at: states.1.parameters, step: step)
    guard one.cut == other.cut else { return .leftOut("the runs cut the step's rows otherwise") }
    for shard in 0..<one.cut.shards {
      let gradients = zip(one.gradient(ofShard: shard), other.gradient(ofShard: shard))
      guard gradients.contains(where: { $0.bitPattern != $1.bitPattern }) else { continue }
      let (rows, otherRows) = (one.rows(ofShard: shard), other.rows(ofShard: shard))
      let different = zip(rows, otherRows).filter { one.bits(ofRow: $0) != other.bits(ofRow: $1) }
      return .different(
        StepDifference.Shard(
          index: shard + 1, count: one.cut.shards, rows: rows.map(first.fileRow),
          otherRows: otherRows.map(second.fileRow),
          differentRows: different.map { first.fileRow($0.0) }))
    }
    return .same
  }
}
