import Arithmetic

/// All rows as one minibatch in their own order, and the memory of the members that compute its gradient.
public final class FullBatch: Sendable {
  public let layout: ParameterLayout
  public let rows: Int
  public let members: Int
  private let examples: Examples
  private let rowsPerShard: Int
  private let plan: StepPlan
  private let gradients: [GradientMember]
  private let order: Buffer<UInt32>
  private let shardLosses: Buffer<Double>
  private let nodes: [[Buffer<Float>]]

  /// - Parameters:
  ///   - examples: who owns them must outlive this object.
  ///   - subtrees: what each member computes of the reduction tree over the shards; together all of it.
  public init(
    _ layout: ParameterLayout, examples: Examples, rowsPerShard: Int, subtrees: [[Range<Int>]]
  ) {
    let rows = examples.inputs.rows
    let nodes = subtrees.map { subtrees in
      subtrees.map { _ in Buffer<Float>(repeating: 0, count: layout.count) }
    }
    let plan = StepPlan(
      rows: rows, rowsPerShard: rowsPerShard, subtrees: subtrees,
      nodes: nodes.map { buffers in buffers.map { $0.view } })
    let cut = ShardCut(rows: rows, rowsPerShard: rowsPerShard)
    self.layout = layout
    self.rows = rows
    self.examples = examples
    self.rowsPerShard = rowsPerShard
    self.plan = plan
    self.nodes = nodes
    members = subtrees.count
    gradients = plan.shares.map {
      GradientMember(layout, shares: [$0], cut: cut, dropout: nil)
    }
    order = Buffer(copying: (0..<rows).map { UInt32($0) })
    shardLosses = Buffer(repeating: 0, count: cut.shards)
  }

  /// All rows as the work of one member.
  public convenience init(_ layout: ParameterLayout, examples: Examples, rowsPerShard: Int) {
    let shards = ShardCut(rows: examples.inputs.rows, rowsPerShard: rowsPerShard).shards
    self.init(layout, examples: examples, rowsPerShard: rowsPerShard, subtrees: [[0..<shards]])
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
      examples: examples, parameters: parameters, scratch: own.scratch,
      shardLosses: shardLosses.view
    ) { () throws(Member.Failure) in try member.checkCancellation() }
  }

  /// The mean loss at the last published point: the same on every member.
  public var meanLoss: Double { BlockSum.combine(shardLosses.view) / Double(rows) }
}
