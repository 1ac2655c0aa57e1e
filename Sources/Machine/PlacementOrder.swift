/// Which cores are taken first.
public enum PlacementOrder: String, CaseIterable, Sendable {
  /// Neighbours: the fewest caches, nodes and packages.
  case compact
  /// As far apart as possible: packages in turn, in each its nodes in turn, in each its caches in turn.
  case scattered
  /// NUMA nodes in turn, neighbours within each.
  case balanced
}
