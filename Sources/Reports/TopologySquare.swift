import Machine

/// A core of the picture of a machine: a square, cut into its hardware threads.
struct TopologySquare {
  struct Thread {
    let unit: ProcessingUnit
    /// Who runs there, ascending.
    let workers: [Int]
    let frame: TopologyRectangle
  }

  let core: Core
  let frame: TopologyRectangle
  /// In the order of the core's processing units, from the top.
  let threads: [Thread]
}
