/// What the time of a step is made of, in microseconds; the terms add up to the step.
public struct StepTerms: Codable, Equatable, Sendable {
  /// Gather, forward, backward and weight gradients: the mean of the workers that take part.
  public var computing = 0.0
  /// What the worker that all wait for computes beyond the mean.
  public var imbalance = 0.0
  /// Worker 0 draws the order of an epoch's rows while the others wait.
  public var rowOrder = 0.0
  /// Adding up published gradients, optimizer, penalty, writing the weights: of the largest slice.
  public var update = 0.0
  /// Gradients and weights of workers that share the last cache.
  public var fetchWithinCache = 0.0
  /// … of other workers on the NUMA node.
  public var fetchWithinNode = 0.0
  /// … of workers on other nodes.
  public var fetchAcross = 0.0
  /// Both meetings.
  public var meetings = 0.0
  /// What does not fit in the caches although it does here.
  public var spill = 0.0
  /// Waiting for rows from memory, where it delivers less than the workers take.
  public var memory = 0.0

  public init() {}

  /// All terms under the names that they have in JSON, in the order in which they are shown.
  public static var all: [(name: Name, value: @Sendable (StepTerms) -> Double)] {
    [
      (.computing, { $0.computing }), (.imbalance, { $0.imbalance }),
      (.rowOrder, { $0.rowOrder }), (.update, { $0.update }),
      (.fetchWithinCache, { $0.fetchWithinCache }), (.fetchWithinNode, { $0.fetchWithinNode }),
      (.fetchAcross, { $0.fetchAcross }), (.meetings, { $0.meetings }), (.spill, { $0.spill }),
      (.memory, { $0.memory }),
    ]
  }

  /// Of the step.
  public var microseconds: Double { Self.all.reduce(0) { $0 + $1.value(self) } }

  /// What keeps the step from being shorter: computing where it is above nine tenths of the step, else
  /// the largest of the other terms.
  public var limit: Name {
    let others = Self.all.dropFirst().max { $0.value(self) < $1.value(self) }
    guard let others, computing <= 0.9 * microseconds else { return .computing }
    return others.name
  }

  public enum Name: String, CaseIterable, Codable, Sendable {
    case computing, imbalance, rowOrder, update, fetchWithinCache, fetchWithinNode, fetchAcross
    case meetings, spill, memory

    /// For people.
    public var words: String {
      switch self {
      case .rowOrder: "row order"
      case .fetchWithinCache: "fetch in cache"
      case .fetchWithinNode: "fetch in node"
      case .fetchAcross: "fetch across"
      default: rawValue
      }
    }
  }
}
