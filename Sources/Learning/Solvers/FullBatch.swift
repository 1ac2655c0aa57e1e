public import Arithmetic

/// All rows as one minibatch in their own order, and the memory of the members that compute its gradient.
public final class FullBatch: Sendable {
  public let layout: ParameterLayout
  public let rows: Int
  public let members: Int
  /// As each member reads them.
  private let examples: [Examples]
  private let rowsPerShard: Int
  private let plan: StepPlan
  private let gradients: [GradientMember]
  private let order: Buffer<UInt32>
  private let shardLosses: Buffer<Double>
  private let nodes: [[Buffer<Float>]]

  /// - Parameters:
  ///   - examples: as each member reads them, the same rows; who owns them must outlive this object.
  ///   - plan: what each member computes of the reduction tree over the shards of all rows.
  ///   - nodes: the plan's arrays for published gradients.
  ///   - gradients: each member's memory for its share.
  public init(
    _ layout: ParameterLayout, examples: [Examples], rowsPerShard: Int, plan: StepPlan,
    nodes: [[Buffer<Float>]], gradients: [GradientMember]
  ) {
    let cut = ShardCut(rows: plan.rows, rowsPerShard: rowsPerShard)
    self.layout = layout
    rows = plan.rows
    self.examples = examples
    self.rowsPerShard = rowsPerShard
    self.plan = plan
    self.nodes = nodes
    self.gradients = gradients
    members = gradients.count
    order = Buffer(copying: (0..<plan.rows).map { UInt32($0) })
    shardLosses = Buffer(repeating: 0, count: cut.shards)
  }

  /// All rows as the work of one member.
  public convenience init(_ layout: ParameterLayout, examples: Examples, rowsPerShard: Int) {
    let cut = ShardCut(rows: examples.inputs.rows, rowsPerShard: rowsPerShard)
    let node = Buffer<Float>(repeating: 0, count: layout.count)
    let plan = StepPlan(
      rows: cut.rows, rowsPerShard: rowsPerShard, subtrees: [[0..<cut.shards]],
      nodes: [[node.view]])
    self.init(
      layout, examples: [examples], rowsPerShard: rowsPerShard, plan: plan, nodes: [[node]],
      gradients: [
        GradientMember(layout, shares: [plan.shares[0]], cut: cut, dropout: nil)
      ])
  }

  public var treeDepth: Int { plan.shares[0].root.depth }

  /// What becomes the gradient's root once all members have published.
  public func root(member: Int) -> TreeRoot.Program { plan.shares[member].root }

  /// One member's shards: losses and gradients at `parameters`. The others may read what it published
  /// after a barrier, and must have read it before the next call.
  public func publish<Member: MeetingMember>(
    at parameters: Parameters, _ member: Member
  ) throws(Member.Failure) {
    let own = gradients[member.index]
    try own.workspace.gradients(
      of: plan.shares[member.index].subtrees,
      in: Minibatch(order: order.view, rowsPerShard: rowsPerShard, step: 0),
      examples: examples[member.index], parameters: parameters, scratch: own.scratch,
      shardLosses: shardLosses.view
    ) { () throws(Member.Failure) in try member.checkCancellation() }
  }

  /// The mean loss at the last published point: the same on every member.
  public var meanLoss: Double { BlockSum.combine(shardLosses.view) / Double(rows) }
}
