import Machine

/// Where everything lies in the picture of a machine: boxes in boxes, in the innermost squares, each
/// kind in rows and columns.
///
/// Of all numbers of columns the ones that give a compact picture of a screen's shape are taken, with the
/// largest numbers of workers that fit it.
struct TopologyLayout {
  /// At the origin.
  let machine: TopologyBox
  let measures: TopologyMeasures

  static let widest = 1360.0
  /// How large a picture may be with numbers of a size: the fewer, the larger.
  private static let limits: [(fontSize: Double, width: Double, height: Double)] = [
    (20, 600, 300), (16, 800, 500), (13, widest, 900), (12, widest, 900), (11, widest, 900),
    (10, widest, 900), (9, widest, 900),
  ]
  /// Width over height that pictures should have.
  private static let aspect = 1.6

  init(_ placement: Placement) {
    let root = TopologyGroup(placement.topology)
    var workers: [Int: [Int]] = [:]
    for (worker, unit) in placement.processingUnits.enumerated() {
      workers[unit.osIndex, default: []].append(worker)
    }
    let labels = workers.values.map { TopologyNotation.ranges($0) }
    func grid(_ fontSize: Double) -> TopologyGrid {
      TopologyGrid(
        root: root, measures: TopologyMeasures(placement, fontSize: fontSize, labels: labels),
        workers: workers)
    }
    let fitting = Self.limits.lazy.map { limit in
      let grid = grid(limit.fontSize)
      return (limit: limit, grid: grid, best: Self.best(grid))
    }.first { $0.best.size.width <= $0.limit.width && $0.best.size.height <= $0.limit.height }
    // What does not fit in any size is as high as it needs to be.
    let grid = fitting?.grid ?? grid(9)
    measures = grid.measures
    machine = grid.machine(columns: fitting?.best.columns ?? Self.best(grid).columns)
  }

  /// Columns for each depth.
  private static func best(
    _ grid: TopologyGrid
  ) -> (columns: [Int], size: TopologyGrid.Size) {
    var levels = [[grid.root]]
    for depth in 0..<grid.root.depth { levels.append(levels[depth].flatMap(\.groups)) }
    var best = (columns: [Int](), size: (width: 0.0, height: 0.0), cost: Double.infinity)
    // From the inside, so that sizes are worked out once for all that may be around them.
    func search(depth: Int, columns: [Int], inside: [TopologyGrid.Size], emptiness: Double) {
      guard depth >= 0 else {
        let size = inside[0]
        let excess = max(0, size.width - widest)
        let cost = (size.width / aspect + size.height) * (1 + 0.3 * emptiness) + 1e3 * excess
        if cost < best.cost { best = (columns, size, cost) }
        return
      }
      for count in choices(grid.root.largest(atDepth: depth).runs) {
        let sizes = grid.sizes(of: levels[depth], depth: depth, columns: count, inside: inside)
        search(
          depth: depth - 1, columns: [count] + columns, inside: sizes,
          emptiness: emptiness + grid.emptiness(atDepth: depth, columns: count))
      }
    }
    search(depth: grid.root.depth, columns: [], inside: [], emptiness: 0)
    return (best.columns, best.size)
  }

  /// Numbers of columns; others only leave more places empty for as many rows.
  private static func choices(_ runs: [Int]) -> [Int] {
    Set(runs.flatMap { run in (1...run).map { (run + $0 - 1) / $0 } }).sorted()
  }
}
