/// Which processing unit each worker runs on.
public struct Placement: Sendable {
  /// Worker i runs on the i-th of these. Several workers may share one.
  public let processingUnits: [ProcessingUnit]

  /// The machine that they belong to.
  public let topology: Topology

  /// - Precondition: at least one processing unit.
  public init(processingUnits: [ProcessingUnit], on topology: Topology) {
    precondition(!processingUnits.isEmpty, "Placement: a placement has at least one worker")
    self.processingUnits = processingUnits
    self.topology = topology
  }

  public var workers: Int { processingUnits.count }

  /// Whether a processing unit has more than one worker; waiting workers must then make room.
  public var sharesProcessingUnits: Bool { Set(processingUnits).count < workers }

  /// How to bind the thread of a worker.
  public func binding(ofWorker worker: Int) -> ThreadBinding {
    ThreadBinding(to: processingUnits[worker], on: topology)
  }

  /// One worker a core in logical order; then, where there are more workers than cores, the second
  /// hardware threads in the same order, and so on.
  ///
  /// More workers than processing units start over and share them: right, but slower than fewer.
  ///
  /// - Precondition: at least one worker.
  public static func plan(workers: Int, on topology: Topology) -> Placement {
    precondition(workers > 0, "Placement: a team has at least one worker")
    let units = topology.processingUnits.sorted {
      ($0.hardwareThread, $0.core) < ($1.hardwareThread, $1.core)
    }
    return Placement(
      processingUnits: (0..<workers).map { units[$0 % units.count] }, on: topology)
  }

  /// One worker for each usable core: matrix products leave nothing for a second hardware thread.
  public static func defaultWorkers(on topology: Topology) -> Int {
    topology.cores.count
  }
}
