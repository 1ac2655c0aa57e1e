import Arithmetic
import Learning
import Team

/// The memory of a run, each array where its workers are.
struct TrainerMemory: Sendable {
  let plans: MinibatchPlans
  let members: [TrainerMember]
  /// Equal copies of what steps change. The first is recorded and returned.
  let replicas: [Replica]
  /// The best weights so far, with early stopping.
  let best: Parameters?

  init(
    _ layout: ParameterLayout, _ configuration: TrainingConfiguration, rule: UpdateRule,
    factors: PenaltyFactors, data: TrainingData, validation: TrainingData?, _ workers: RunWorkers
  ) async {
    let plans = await MinibatchPlans(
      rows: data.rows, rowsPerStep: configuration.batch.rows(of: data.rows),
      rowsPerShard: configuration.rowsPerShard, layout: layout, workers)
    let slices = workers.slices(layout, penalty: rule.penalty)
    // What one worker updates of the first copy it also records, unless there are copies that nobody records.
    let recorded =
      workers.sharing.count == 1
      ? slices : ParameterSlice.cut(layout, into: workers.count, penalty: nil)
    let replicas = await Replica.make(layout, rule: rule, slices: slices, workers)
    let examples = await data.examples(for: workers, ranges: nil)
    let blocks = WorkSplit.proportional(
      BlockSum.blocks(count: validation?.rows ?? 0), to: workers.speeds)
    let validationExamples = await validation?.examples(
      for: workers,
      ranges: validation.map { data in
        blocks.ranges.map {
          min(
            data.rows, $0.lowerBound * BlockSum.blockSize)..<min(
              data.rows, $0.upperBound * BlockSum.blockSize)
        }
      })
    let dropout =
      configuration.dropout == 0
      ? nil : Dropout(rate: Float(configuration.dropout), seed: configuration.seed)
    members = await workers.made { worker in
      let replica = replicas[workers.replica(ofWorker: worker)]
      return TrainerMember(
        gradient: GradientMember(
          layout, shares: [plans.full.shares[worker], plans.last.shares[worker]], cut: plans.cut,
          dropout: dropout),
        update: SliceUpdate(
          replica.parameters, state: replica.optimizer, rule: rule, factors: factors,
          slice: slices[worker], treeDepth: plans.treeDepth),
        parameters: replica.parameters, examples: examples[worker],
        evaluation: validationExamples.map {
          TrainerMember.Evaluation(
            workspace: Workspace(layout, capacity: BlockSum.blockSize, dropout: nil),
            examples: $0[worker], blocks: blocks[worker])
        },
        recorded: recorded[worker].ranges)
    }
    best = configuration.patience == nil ? nil : Parameters(layout)
    self.plans = plans
    self.replicas = replicas
  }

  /// Makes all copies equal to the first.
  func spread() {
    for replica in replicas.dropFirst() { replica.copy(from: replicas[0]) }
  }
}
