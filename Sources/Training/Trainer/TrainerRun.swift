import Arithmetic
import Learning
import Synchronization
import Team

/// The memory of one run, and what each worker does in it.
///
/// Every worker runs the same loops and decides alike; between two barriers each writes only its
/// own parts. Worker 0 also keeps the books (`progress`), in the half of a step in which nobody
/// reads them.
final class TrainerRun: TrainingRun {
  private let configuration: TrainingConfiguration
  private let rule: UpdateRule
  private let data: TrainingData
  private let validation: TrainingData?
  private let onEpoch: @Sendable (EpochRecord) throws -> Void

  let minibatches: Int
  private let memory: TrainerMemory
  private let order: Buffer<UInt32>
  private let shardLosses: Buffer<Double>
  private let validationSums: Buffer<EvaluationSums>
  private let books: Buffer<Books>
  private let counter: Buffer<StepCounter>
  private let known: Buffer<Known>
  let pause = SegmentPause()
  private let recorder: StateRecorder
  private let firstSteps: Int

  /// The first failing layer + 1, 0 for the loss, `.max` while all is well. Relaxed: it is written
  /// before a barrier and read after it.
  private let failure = Atomic<Int>(.max)

  /// What worker 0 counts at every step: `progress` within an epoch.
  private struct StepCounter: BitwiseCopyable {
    var steps = 0
    var epochLossSum = 0.0
    /// Whether the state after this step is to be copied.
    var isCopied = false
  }

  /// What worker 0 writes at the end of an epoch before a barrier, and all read after it.
  private struct Books: BitwiseCopyable {
    var progress = TrainingProgress()
    var next = TrainingProgress()
    var isBest = false
    var isCopied = false
  }

  /// What worker 0 writes at the end of `work`, for a later call.
  private struct Known: BitwiseCopyable {
    /// The sum of the rates of so many steps.
    var steps = 0
    var rateSum = 0.0
    /// The epoch, from 0, whose order of rows was made last.
    var orderedEpoch = -1
  }

  /// - Parameters:
  ///   - initial: where a new run begins, in network order; nil: what configuration and seed say.
  ///   - workers: that take part.
  init(
    network: Network, configuration: TrainingConfiguration, factors: PenaltyFactors = .uniform,
    data: TrainingData, validation: TrainingData?, workers: RunWorkers, initial: [Float]? = nil,
    state: TrainingState?, recording: Recording = Recording(),
    onEpoch: @escaping @Sendable (EpochRecord) throws -> Void
  ) async throws(TrainingError) {
    let layout = ParameterLayout(network)
    let rowsPerStep = configuration.batch.rows(of: data.rows)
    minibatches = (data.rows + rowsPerStep - 1) / rowsPerStep
    rule = configuration.updateRule(steps: minibatches * configuration.epochs)
    self.configuration = configuration
    self.data = data
    self.validation = validation
    self.onEpoch = onEpoch
    memory = await TrainerMemory(
      layout, configuration, rule: rule, factors: factors, data: data, validation: validation,
      workers)
    order = Buffer(repeating: 0, count: data.rows)
    shardLosses = Buffer(repeating: 0, count: memory.plans.shards)
    validationSums = Buffer(
      repeating: EvaluationSums(), count: BlockSum.blocks(count: validation?.rows ?? 0))
    firstSteps = state?.progress.steps ?? 0
    books = Buffer(repeating: Books(), count: 1)
    counter = Buffer(repeating: StepCounter(), count: 1)
    known = Buffer(repeating: Known(), count: 1)
    let (parameters, optimizer) = (memory.replicas[0].parameters, memory.replicas[0].optimizer)
    if let state {
      try state.load(
        into: parameters, optimizer.states, best: memory.best, epochs: configuration.epochs,
        minibatches: minibatches)
      books.view[0] = Books(progress: state.progress, next: state.progress)
      counter.view[0] = StepCounter(
        steps: state.progress.steps, epochLossSum: state.progress.epochLossSum)
    } else {
      if let initial {
        parameters.load(networkOrder: initial)
      } else {
        parameters.initialize(configuration.initializer, seed: configuration.seed)
      }
      optimizer.begin(at: parameters)
    }
    memory.spread()
    recorder = StateRecorder(
      recording, layout, parameters: parameters.values,
      states: optimizer.states.indices.map { optimizer.states[$0] }, best: memory.best?.values,
      slices: memory.members.map(\.recorded), from: state)
  }

  // MARK: - The work

  func work(_ worker: Worker, until limit: Int, seconds: Double) throws {
    try work(worker, until: limit, seconds: seconds, timer: .off)
  }

  func work(
    _ worker: Worker, until limit: Int, seconds: Double = .infinity, timer: PhaseTimer
  ) throws {
    guard FloatingPointEnvironment.deviation() == nil else {
      throw TrainingError.roundingChanged(worker: worker.index)
    }
    let (member, plans) = (memory.members[worker.index], memory.plans)
    let (full, last) = (plans.full.shares[worker.index], plans.last.shares[worker.index])
    // A worker's own copy: worker 0 may already write the next one's.
    let progress = progress
    var (finished, hasEnded) = (progress.finishedEpochs, progress.hasStoppedEarly)
    var step = progress.steps
    let known = known.view[0]
    // A chain from the run's first step on, so that a run that goes on has the same.
    var (rateSum, orderedEpoch) = (known.rateSum, known.orderedEpoch)
    if rule.needsRateSum {
      for index in known.steps..<step { rateSum += rule.schedule.rate(atStep: index) }
    }
    var clock = SegmentClock(pause, seconds: seconds, step: step)
    while finished < configuration.epochs && !hasEnded && step < min(limit, pause.step) {
      if worker.index == 0 && finished != orderedEpoch {
        RandomStream(seed: configuration.seed, purpose: .rowOrder, major: UInt64(finished))
          .writePermutation(into: order.view)
        orderedEpoch = finished
      }
      try worker.barrier()
      timer.start()
      while step < min((finished + 1) * minibatches, limit, pause.step) {
        if worker.index == 0 { clock.look(atStep: step) }
        let index = step - finished * minibatches
        if rule.needsRateSum { rateSum += rule.schedule.rate(atStep: step) }
        try self.step(
          step, minibatch: index, rateSum: rateSum, worker, member,
          index + 1 < minibatches ? full : last, timer)
        step += 1
        if recorder.watchesSteps && counter.view[0].isCopied { try copyState(worker) }
      }
      guard step == (finished + 1) * minibatches else { break }
      try finishEpoch(worker, member)
      finished += 1
      hasEnded = books.view[0].next.hasStoppedEarly
    }
    // All have read it: they have met since then.
    if worker.index == 0 && step > progress.steps {
      self.known.view[0] = Known(steps: step, rateSum: rateSum, orderedEpoch: orderedEpoch)
    }
  }

  private func step(
    _ step: Int, minibatch index: Int, rateSum: Double, _ worker: Worker,
    _ member: TrainerMember, _ share: StepShare, _ timer: PhaseTimer
  ) throws {
    // Long before their use: numbers just written are slow to read in other pieces.
    let scalars = StepScalars(rule, step: step, rows: share.rows, rateSum: rateSum)
    let minibatch = Minibatch(
      order: order.view[memory.plans.range(ofMinibatch: index)],
      rowsPerShard: configuration.rowsPerShard, step: step,
      following: order.view[memory.plans.range(ofMinibatch: index + 1)])
    try member.gradient.workspace.gradients(
      of: share.subtrees, in: minibatch, examples: member.examples, parameters: member.parameters,
      scratch: member.gradient.scratch, shardLosses: shardLosses.view, timer: timer
    ) { () throws(TeamError) in try worker.checkCancellation() }
    try worker.barrier()
    timer.end(.barrierWait)
    if let layer = member.update.apply(share.root, scalars: scalars) {
      failure.min(layer + 1, ordering: .relaxed)
    }
    if worker.index == 0 {
      let loss = BlockSum.combine(shardLosses.view[0..<share.shards])
      if !loss.isFinite { failure.min(0, ordering: .relaxed) }
      counter.view[0] = StepCounter(
        steps: step + 1, epochLossSum: counter.view[0].epochLossSum + loss,
        // An epoch's last step is followed by its end, where the state is copied if it is due.
        isCopied: recorder.watchesSteps && index + 1 < minibatches
          && recorder.prepare(step: step + 1, epoch: nil))
    }
    timer.end(.update)
    try worker.barrier()
    timer.end(.barrierWait)
    let failed = failure.load(ordering: .relaxed)
    if failed != .max { throw Divergence(step: step, layer: failed == 0 ? nil : failed - 1) }
  }

  /// Measures the validation rows, decides on early stopping, keeps the best weights.
  ///
  /// What is decided takes effect after the last barrier: an interruption before it leaves the
  /// epoch unfinished, one after it finds all of it done.
  private func finishEpoch(_ worker: Worker, _ member: TrainerMember) throws {
    if let validation, let own = member.evaluation {
      for block in own.blocks {
        try worker.checkCancellation()
        validationSums.view[block] = own.workspace.measure(
          BlockSum.range(ofBlock: block, count: validation.rows), of: own.examples,
          parameters: member.parameters)
      }
    }
    recorder.hashBlocks(worker)
    if validation != nil || recorder.chainsEpochs { try worker.barrier() }
    var record: EpochRecord?
    if worker.index == 0 {
      let progress = progress
      let loss = progress.epochLossSum / Double(data.rows)
      let validationLoss = validation.map {
        EvaluationSums.combine(validationSums.view).loss / Double($0.rows)
      }
      let epoch = progress.finishedEpochs + 1
      (books.view[0].next, books.view[0].isBest) = progress.finishingEpoch(
        validationLoss: validationLoss, patience: configuration.patience)
      books.view[0].isCopied = recorder.prepare(step: progress.steps, epoch: epoch)
      record = EpochRecord(
        epoch: epoch, steps: progress.steps, loss: loss, validationLoss: validationLoss,
        seconds: recorder.seconds,
        digest: recorder.link(loss: loss, validationLoss: validationLoss))
    }
    try worker.barrier()
    if books.view[0].isBest, let best = memory.best {
      let values = memory.replicas[0].parameters.values
      for range in member.recorded { best.values[range].copy(from: values[range]) }
    }
    if let record {
      set(books.view[0].next)
      recorder.commit()
      try onEpoch(record)
    }
    if books.view[0].isCopied { try copyState(worker) }
  }

  /// Copies the state, which nobody writes until all have met.
  private func copyState(_ worker: Worker) throws {
    recorder.copy(worker)
    try worker.barrier()
    if worker.index == 0 { recorder.submit(progress) }
  }

  /// How far the run has come.
  private var progress: TrainingProgress {
    var progress = books.view[0].progress
    progress.steps = counter.view[0].steps
    progress.epochLossSum = counter.view[0].epochLossSum
    return progress
  }

  private func set(_ progress: TrainingProgress) {
    books.view[0].progress = progress
    counter.view[0] = StepCounter(steps: progress.steps, epochLossSum: progress.epochLossSum)
  }

  // MARK: - Before and after

  /// What a user is told of a divergence.
  func error(for divergence: Divergence) -> TrainingError {
    .diverged(
      step: divergence.step + 1, epoch: divergence.step / minibatches + 1,
      layer: divergence.layer.map { $0 + 1 }, rate: configuration.rate)
  }

  var stepsDone: Int { progress.steps }

  var hasEnded: Bool {
    progress.hasStoppedEarly || progress.finishedEpochs >= configuration.epochs
  }

  var recordingAhead: Recording { recorder.ahead }

  /// Rows that went through a step in this memory.
  var rowsSeen: Int {
    let rows = memory.plans.rowsBefore(minibatch:)
    func seen(_ steps: Int) -> Int {
      steps / minibatches * data.rows + rows(steps % minibatches)
    }
    return seen(progress.steps) - seen(firstSteps)
  }

  /// The weights that the run returns. To be called when no worker runs.
  func returnedParameters() -> Parameters {
    guard let best = memory.best, progress.bestLoss != nil else {
      return memory.replicas[0].parameters
    }
    best.transposeAll()
    return best
  }

  /// All that is needed to go on. To be called when no worker runs.
  func state() -> TrainingState {
    let progress = progress
    let (parameters, optimizer) = (memory.replicas[0].parameters, memory.replicas[0].optimizer)
    return TrainingState(
      progress: progress, parameters: parameters.networkOrder,
      optimizer: optimizer.states.indices.map {
        parameters.layout.networkOrder(optimizer.states[$0])
      },
      best: progress.bestLoss == nil ? nil : memory.best?.networkOrder,
      chain: recorder.chain, seconds: recorder.seconds)
  }
}
