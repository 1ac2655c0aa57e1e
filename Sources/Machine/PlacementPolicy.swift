/// How many workers there are to be, and where: what a person asks for. `Placement.plan` makes of it
/// what a machine can give. It decides speed, never a bit.
public struct PlacementPolicy: Equatable, Sendable {
  public var workers: WorkerRule
  public var order: PlacementOrder
  /// Cores that no worker runs on: those that `order` would use last.
  public var freeCores: Int
  public var coreKinds: CoreKindRule
  public var split: SplitRule
  /// Whether threads are kept on their processing units.
  public var isBound: Bool

  public init(
    workers: WorkerRule = .perCore, order: PlacementOrder = .compact, freeCores: Int = 0,
    coreKinds: CoreKindRule = .fastFirst, split: SplitRule = .measured, isBound: Bool = true
  ) {
    self.workers = workers
    self.order = order
    self.freeCores = freeCores
    self.coreKinds = coreKinds
    self.split = split
    self.isBound = isBound
  }
}
