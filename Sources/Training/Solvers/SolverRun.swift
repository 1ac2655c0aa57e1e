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
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private let books: Buffer<TrainingProgress>

  /// - Parameters:
  ///   - initial: where a new run begins, in network order; nil: what configuration and seed say.
  ///   - workers: that take part.
  init(
    _ trainer: Trainer, data: TrainingData, workers: Int, _ initial: [Float]?,
    _ state: TrainingState?, _ onEpoch: @escaping @Sendable (EpochRecord) throws -> Void
  ) throws(TrainingError) {
    self.data = data
    configuration = trainer.configuration
    self.onEpoch = onEpoch
    start = clock.now
    memory = SolverMemory(
      FullBatch(
        ParameterLayout(trainer.network), data: data, rowsPerShard: configuration.rowsPerShard,
        workers: workers),
      Regularization(
        penalty: configuration.regularizer, factors: trainer.factors, l2: configuration.l2),
      solver: Iteration.solver)
    books = Buffer(repeating: TrainingProgress(), count: 1)
    let parameters = memory.parameters
    if let state {
      let expected = trainer.network.parameters
      guard
        state.parameters.count == expected, state.best == nil,
        state.optimizer.count == memory.states.view.count,
        state.optimizer.allSatisfy({ $0.count == expected })
      else { throw .foreignState("its arrays are not those of \(expected) parameters") }
      parameters.load(networkOrder: state.parameters)
      for (index, values) in state.optimizer.enumerated() {
        parameters.layout.store(networkOrder: values, to: memory.states.view[index])
      }
      books.view[0] = state.progress
    } else if let initial {
      parameters.load(networkOrder: initial)
    } else {
      parameters.initialize(configuration.initializer, seed: configuration.seed)
    }
  }

  func work(_ worker: Worker) throws {
    guard FloatingPointEnvironment.deviation() == nil else {
      throw TrainingError.roundingChanged(worker: worker.index)
    }
    // A worker's own copy: worker 0 may already write the next one.
    var progress = books.view[0]
    try worker.barrier()
    guard progress.solver?.end == nil else { return }
    var iteration = Iteration(memory, worker)
    var solver = try iteration.begin(progress.solver, worker)
    guard solver.residual.isFinite else { throw divergence(atStep: progress.steps) }
    if solver.end != nil && worker.index == 0 {
      // Nothing to do, as from an optimum that was found before.
      books.view[0].solver = solver
      books.view[0].hasStoppedEarly = true
    }
    while progress.finishedEpochs < configuration.epochs && solver.end == nil {
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
        books.view[0] = progress
        try onEpoch(
          EpochRecord(
            epoch: progress.finishedEpochs, steps: progress.steps, loss: loss,
            validationLoss: nil, seconds: (clock.now - start) / .seconds(1)))
      }
    }
  }

  private func divergence(atStep step: Int) -> Divergence { Divergence(step: step, layer: nil) }

  func error(for divergence: Divergence) -> TrainingError {
    .diverged(
      step: divergence.step + 1, epoch: divergence.step + 1, layer: nil, rate: nil)
  }

  var rowsSeen: Int { memory.gradients * data.rows }

  func returnedParameters() -> Parameters {
    memory.parameters.transposeAll()
    return memory.parameters
  }

  func state() -> TrainingState {
    let (parameters, states) = (memory.parameters, memory.states.view)
    return TrainingState(
      progress: books.view[0], parameters: parameters.networkOrder,
      optimizer: states.indices.map { parameters.layout.networkOrder(states[$0]) }, best: nil)
  }
}
