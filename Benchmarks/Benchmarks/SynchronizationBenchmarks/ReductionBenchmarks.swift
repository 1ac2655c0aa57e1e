import Arithmetic
import Benchmark
import Learning
import Measuring

/// The second half of a step on one core: published nodes are added up, and all parameters updated.
/// 1 node for one worker, 2 for two; 5 are what three workers publish of 64 shards.
func registerReduction() {
  for workload in Workload.all {
    for nodes in [1, 2, 5] {
      let elements = ParameterLayout(workload.network).count
      let repeats = max(1, 1_000_000 / elements)
      Benchmark(
        "Reduction \(workload.name), \(nodes) node\(nodes == 1 ? "" : "s")",
        configuration: .rates([.picosecondsPerElement]),
        closure: { (benchmark: Benchmark, reduction: Reduction) in
          let (_, seconds) = measureSeconds {
            for _ in 0..<repeats { reduction.update() }
          }
          benchmark.report(.picosecondsPerElement, seconds, over: repeats * elements, unit: 1e-12)
        }, setup: { Reduction(workload, nodes: nodes) })
    }
  }
}

/// Nodes of the reduction tree as workers published them, and the parameters they update.
private final class Reduction {
  private let nodes: [Buffer<Float>]
  private let root: TreeRoot
  private let slice: SliceUpdate
  private let scalars: StepScalars

  init(_ workload: Workload, nodes count: Int) {
    let parameters = Parameters(ParameterLayout(workload.network))
    parameters.initialize(.glorot, seed: 1)
    let layout = parameters.layout
    let rule = UpdateRule(
      optimizer: .sgd,
      schedule: Schedule(shape: .constant, rate: 0.01, warmupSteps: 0, steps: 1),
      penalty: Penalty(strength: 1e-4, method: .subgradient))
    nodes = (0..<count).map { _ in Buffer(repeating: 0.001, count: layout.count) }
    root = TreeRoot(
      tree: ReductionTree(leaves: count), subtrees: (0..<count).map { $0..<$0 + 1 },
      nodes: nodes.map(\.view))
    slice = SliceUpdate(
      parameters, state: OptimizerState(layout, rule: rule), rule: rule,
      slice: ParameterSlice.cut(layout, into: 1, penalty: rule.penalty)[0],
      treeDepth: root.program.depth)
    scalars = StepScalars(rule, step: 0, rows: workload.batch)
  }

  func update() {
    let failedLayer = slice.apply(root.program, scalars: scalars)
    precondition(failedLayer == nil, "Reduction: the update diverged")
  }
}
