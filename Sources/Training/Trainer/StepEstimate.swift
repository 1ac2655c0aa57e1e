import Learning
import Machine
import Team

/// How long a step takes, by the number of workers that take part.
///
/// More workers compute fewer shards each, but meet twice and fetch gradients and weights from each
/// other's caches. What that costs is a matter of the machine, up to a factor of five between two
/// cores of one server: so the time of a meeting is measured, and fetching is counted in meetings.
/// The rest are figures of one server core (Zen 5), fitted by hand to steps of 100-37-3 and
/// 784-256-128-10 where a meeting takes 65 ns. Where it takes 400 ns, between cores that share no last
/// cache, they count about a quarter too much for meeting. An error of a factor of two moves the
/// choice between two counts that are about equally fast.
struct StepEstimate {
  /// Multiply-adds a nanosecond, of products so small that the choice is close.
  private static let multiplyAddsPerNanosecond = 95.0
  /// Passing through a layer once, apart from products.
  private static let nanosecondsPerLayer = 25.0
  /// Reading, updating and writing a vector's lanes of parameters.
  private static let nanosecondsPerParameter = 0.1
  /// Of two workers: two meetings, and waiting for the first lines of each array to arrive.
  private static let meetingsPerStep = 29.0
  /// Of two workers: fetching 16 parameters' gradients and weights, many of them at a time.
  private static let meetingsPerLine = 0.018

  let layout: ParameterLayout
  let rowsPerStep: Int
  let rowsPerShard: Int
  /// Of two workers.
  let nanosecondsPerMeeting: Double

  /// The count from 1 to `workers` at which a step is shortest; of equals the least.
  func bestWorkers(of workers: Int) -> Int {
    (1...workers).min { nanoseconds(workers: $0) < nanoseconds(workers: $1) } ?? workers
  }

  func nanoseconds(workers: Int) -> Double {
    let shards = (rowsPerStep + rowsPerShard - 1) / rowsPerShard
    let shardsOfWorker = (shards + workers - 1) / workers
    let rows = Double(min(shardsOfWorker * rowsPerShard, rowsPerStep))
    // Forward, weight gradient, and residuals of all layers but the first.
    let multiplyAdds = Double(2 * layout.count + layout.transposedCount)
    let parameters = Double(layout.count)
    let alone =
      rows * multiplyAdds / Self.multiplyAddsPerNanosecond
      + Double(layout.network.layers) * Self.nanosecondsPerLayer
      + parameters * Self.nanosecondsPerParameter / Double(workers)
    guard workers > 1 else { return alone }
    let doublings = Double(Int.bitWidth - (workers - 1).leadingZeroBitCount)
    let meetings = Self.meetingsPerStep * doublings + Self.meetingsPerLine * parameters / 16
    return alone + meetings * nanosecondsPerMeeting
  }
}

extension StepEstimate {
  /// Steps that take longer than some time slices, 4 ms each, average over what crowded cores give and
  /// withhold. In shorter ones all would wait for whoever is without its core.
  private static let nanosecondsBesideOthers = 16e6
  /// What crowded cores must add to free ones to be worth the trouble.
  private static let leastGain = 0.05
  /// Of a core, for its worker to take part at all: all wait for it, and less is not known well enough to
  /// give it as few rows as it can do.
  private static let leastShare = 0.25

  /// Who takes part of a placement's workers: the best number of those on free cores, or everyone who gets
  /// enough of a core where steps are so long that crowded cores help.
  ///
  /// - Parameter shares: of each worker.
  func members(of placement: Placement, _ shares: CoreShares) -> [Int] {
    let free = shares.free
    // Workers that share a processing unit would measure its scheduler, and none gains from it. Those on
    // second hardware threads were asked for, by someone whose cores need two.
    let apart = placement.unitsApart(of: free)
    let count = bestWorkers(of: apart)
    let maySplit = placement.policy.split != .even
    let useful = shares.relative.indices.filter { shares.relative[$0] >= Self.leastShare }
    let gain = useful.reduce(0) { $0 + shares.relative[$1] } - Double(free.count)
    if maySplit, count == apart, gain > 0, gain >= Self.leastGain * Double(apart),
      nanoseconds(workers: count) > Self.nanosecondsBesideOthers
    {
      return useful
    }
    return placement.participants(count, among: free)
  }
}
