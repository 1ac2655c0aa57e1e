import Arithmetic
import Learning
import Team

/// A run of a full-batch solver, to which an epoch is one iteration.
///
/// Every worker keeps the same progress; worker 0 also keeps the books, when an iteration is done by all.
final class SolverRun<Iteration: SolverIteration>: TrainingRun {
  private let data: TrainingData
  private let configuration: TrainingConfiguration
  private let memory: SolverMemory
  private let onEpoch: @Sendable (EpochRecord) throws -> Void
  private let books: Buffer<Books>
  private let recorder: StateRecorder
  let pause = SegmentPause()
  /// Each worker's, from one call of `work` to the next.
  private let iterations: LockedValue<[Iteration?]>

  /// What worker 0 writes at the end of an iteration.
  private struct Books: BitwiseCopyable {
    var progress = TrainingProgress()
    /// Mean loss of the last iteration.
    var loss = 0.0
    /// Iterations whose record was handed on.
    var recorded = 0
    var isCopied = false
  }

  /// - Parameters:
  ///   - initial: where a new run begins, in network order; nil: what configuration and seed say.
  ///   - workers: that take part.
  init(
    _ trainer: Trainer, data: TrainingData, workers: RunWorkers, _ initial: [Float]?,
    _ state: TrainingState?, _ recording: Recording,
    _ onEpoch: @escaping @Sendable (EpochRecord) throws -> Void
  ) async throws(TrainingError) {
    self.data = data
    configuration = trainer.configuration
    self.onEpoch = onEpoch
    let batch = await FullBatch.make(
      ParameterLayout(trainer.network), data: data, rowsPerShard: configuration.rowsPerShard,
      workers)
    let memory = await SolverMemory.make(
      batch,
      Regularization(
        penalty: configuration.regularizer, factors: trainer.factors, l2: configuration.l2),
      solver: Iteration.solver, workers)
    self.memory = memory
    books = Buffer(repeating: Books(), count: 1)
    iterations = LockedValue(Array(repeating: nil, count: workers.count))
    let parameters = memory.parameters
    if let state {
      try state.load(
        into: parameters, memory.states.view, best: nil, epochs: configuration.epochs,
        minibatches: 1)
      books.view[0].progress = state.progress
      books.view[0].recorded = state.progress.finishedEpochs
    } else if let initial {
      parameters.load(networkOrder: initial)
    } else {
      parameters.initialize(configuration.initializer, seed: configuration.seed)
    }
    recorder = StateRecorder(
      recording, parameters.layout, parameters: parameters.values,
      states: memory.states.view.indices.map { memory.states.view[$0] }, best: nil,
      slices: memory.slices.map(\.ranges), from: state)
  }

  func work(_ worker: Worker, until limit: Int, seconds: Double) throws {
    guard FloatingPointEnvironment.deviation() == nil else {
      throw TrainingError.roundingChanged(worker: worker.index)
    }
    // A worker's own copy: worker 0 may already write the next one.
    var progress = books.view[0].progress
    try worker.barrier()
    guard progress.solver?.end == nil else { return }
    let kept = iterations.withLock { $0[worker.index] }
    var iteration = kept ?? Iteration(memory, worker)
    var solver: SolverProgress
    if kept != nil, let known = progress.solver {
      solver = known
    } else {
      solver = try iteration.begin(progress.solver, worker)
    }
    guard solver.residual.isFinite else { throw divergence(atStep: progress.steps) }
    if solver.end != nil && worker.index == 0 {
      // Nothing to do, as from an optimum that was found before.
      books.view[0].progress.solver = solver
      books.view[0].progress.hasStoppedEarly = true
    }
    var isFirst = kept == nil
    var clock = SegmentClock(pause, seconds: seconds, step: progress.steps)
    while progress.finishedEpochs < min(configuration.epochs, limit, pause.step)
      && solver.end == nil
    {
      if worker.index == 0 { clock.look(atStep: progress.steps) }
      let (next, loss) = try iteration.iterate(solver, worker)
      guard loss.isFinite && next.residual.isFinite else {
        throw divergence(atStep: progress.steps)
      }
      solver = next
      progress.solver = solver
      progress.finishedEpochs += 1
      progress.steps += 1
      progress.hasStoppedEarly =
        solver.end != nil && progress.finishedEpochs < configuration.epochs
      if worker.index == 0 {
        books.view[0].progress = progress
        books.view[0].loss = loss
      }
      try record(progress, loss, isFirst: isFirst, worker)
      isFirst = false
    }
    if !isFirst { iterations.withLock { $0[worker.index] = iteration } }
  }

  /// Hashes and copies the state where that was asked for, and hands on the iteration's record. Cancelled in the
  /// middle of it, `finishRecords` does the rest.
  ///
  /// - Parameter isFirst: in this memory, of which nothing may have been hashed before.
  private func record(
    _ progress: TrainingProgress, _ loss: Double, isFirst: Bool, _ worker: Worker
  ) throws {
    if recorder.isActive {
      if worker.index == 0 {
        books.view[0].isCopied = recorder.prepare(
          step: progress.steps, epoch: progress.finishedEpochs)
      }
      // Each worker wrote its slice of the state after the iteration's last barrier.
      try worker.barrier()
      let isCopied = books.view[0].isCopied
      recorder.hashBlocks(worker) { array in
        isFirst || array == 0
          || progress.solver.map { Iteration.mayChange(state: array - 1, $0) } ?? true
      }
      if isCopied { recorder.copy(worker) }
      try worker.barrier()
      guard worker.index == 0 else { return }
      try handOn(progress, loss, digest: recorder.link(loss: loss, validationLoss: nil))
      if isCopied { recorder.submit(progress) }
    } else if worker.index == 0 {
      try handOn(progress, loss, digest: nil)
    }
  }

  private func handOn(
    _ progress: TrainingProgress, _ loss: Double, digest: Digest?
  ) throws {
    recorder.commit()
    books.view[0].recorded = progress.finishedEpochs
    try onEpoch(
      EpochRecord(
        epoch: progress.finishedEpochs, steps: progress.steps, loss: loss, validationLoss: nil,
        seconds: recorder.seconds, digest: digest))
  }

  func finishRecords() throws {
    let (progress, loss) = (books.view[0].progress, books.view[0].loss)
    guard books.view[0].recorded < progress.finishedEpochs else { return }
    try handOn(progress, loss, digest: recorder.linkWhole(loss: loss, validationLoss: nil))
  }

  private func divergence(atStep step: Int) -> Divergence { Divergence(step: step, layer: nil) }

  func error(for divergence: Divergence) -> TrainingError {
    .diverged(
      step: divergence.step + 1, epoch: divergence.step + 1, layer: nil, rate: nil)
  }

  var stepsDone: Int { books.view[0].progress.steps }

  var hasEnded: Bool {
    let progress = books.view[0].progress
    return progress.hasStoppedEarly || progress.finishedEpochs >= configuration.epochs
      || progress.solver?.end != nil
  }

  var recordingAhead: Recording { recorder.ahead }

  var rowsSeen: Int { memory.gradients * data.rows }

  func returnedParameters() -> Parameters {
    memory.parameters.transposeAll()
    return memory.parameters
  }

  func state() -> TrainingState {
    let (parameters, states) = (memory.parameters, memory.states.view)
    return TrainingState(
      progress: books.view[0].progress, parameters: parameters.networkOrder,
      optimizer: states.indices.map { parameters.layout.networkOrder(states[$0]) }, best: nil,
      chain: recorder.chain, seconds: recorder.seconds)
  }
}
