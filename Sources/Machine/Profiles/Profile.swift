/// Settings for one kind of server: how many workers, where they and memory go, and why.
///
/// A YAML file; `Profiles/README.md` in the repository documents its keys.
public struct Profile: Equatable, Sendable {
  /// The file's name without its ending.
  public var name: String
  /// A sentence.
  public var why: String
  /// hwloc's XML of the machine that it was written for: a path relative to the profile's file; nil for none.
  public var topology: String?
  public var placement: PlacementPolicy
  public var memory: MemoryPolicy
  /// Where it was read from.
  var origin = Origin.made

  enum Origin: Equatable, Sendable {
    case made
    case file(path: String)
    /// Ships inside the command, at this position.
    case shipped(Int)
  }

  public init(
    name: String, why: String, topology: String?, placement: PlacementPolicy, memory: MemoryPolicy
  ) {
    self.name = name
    self.why = why
    self.topology = topology
    self.placement = placement
    self.memory = memory
  }

  /// The machine that it was written for.
  ///
  /// - Throws: `fileUnreadable`, also where the profile names none, or `topologyMalformed`.
  public func machine() throws(MachineError) -> Topology {
    switch origin {
    case .shipped(let index):
      try Topology.load(
        xmlText: ShippedProfiles.topology(index), named: "the profile \(name)'s topology")
    case .file(let path):
      try Topology.load(xml: Self.path(of: topology ?? "", besides: path))
    case .made:
      try Topology.load(xml: topology ?? "")
    }
  }

  /// A path that a file names, as seen from where the file is named.
  private static func path(of topology: String, besides file: String) -> String {
    guard !topology.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return topology }
    return file[...slash] + topology
  }
}
