import ArgumentParser
import Lockstep

/// Where workers and memory go: a profile, and what overrules it.
struct PlacementOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Settings for a kind of server: the name of one that ships "
        + "(\(Profile.shippedNames.joined(separator: ", "))), or a YAML file.",
      valueName: "NAME|PATH"))
  var profile: String?

  @Option(
    help: "Cores that are taken first: neighbours, as far apart as possible, or NUMA nodes in turn."
  )
  var placement: PlacementOrder?

  @Option(help: ArgumentHelp("Cores without a worker.", valueName: "N"))
  var freeCores: Int?

  @Option(help: "Fast and slow cores of a hybrid processor.")
  var coreKinds: CoreKindRule?

  @Option(help: "Rows of a step by the speeds of cores of several kinds.")
  var split: SplitRule?

  @Option(help: "Whether each worker stays on its processing unit.")
  var bind: Choice?

  @Option(help: "Weights on several NUMA nodes: one copy, or one on each.")
  var weightsMemory: WeightMemory?

  @Option(help: "Rows on several NUMA nodes.")
  var rowsMemory: RowMemory?

  /// A word for yes or no.
  enum Choice: String, CaseIterable, ExpressibleByArgument {
    case yes, no
  }

  func validate() throws {
    guard let freeCores, !(0...Placement.mostWorkers).contains(freeCores) else { return }
    throw ValidationError(
      "--free-cores: found \(freeCores), expected a number from 0 to \(Placement.mostWorkers)")
  }

  /// The profile that was named, if any was.
  func namedProfile() throws -> Profile? { try profile.map { try Profile.find($0) } }

  /// The profile's settings, and the options over them.
  ///
  /// - Parameter workers: of `--workers`; nil where it was not given.
  func settings(
    _ profile: Profile?, workers: WorkerRule? = nil
  ) -> (placement: PlacementPolicy, memory: MemoryPolicy) {
    var policy = profile?.placement ?? PlacementPolicy()
    var memory = profile?.memory ?? MemoryPolicy()
    if let workers { policy.workers = workers }
    if let placement { policy.order = placement }
    if let freeCores { policy.freeCores = freeCores }
    if let coreKinds { policy.coreKinds = coreKinds }
    if let split { policy.split = split }
    if let bind { policy.isBound = bind == .yes }
    if let weightsMemory { memory.weights = weightsMemory }
    if let rowsMemory { memory.rows = rowsMemory }
    return (policy, memory)
  }
}
