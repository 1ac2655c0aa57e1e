import Foundation
import Lockstep

/// A profile for the present machine, as `topology --save-profile` writes it: the YAML file and, beside it,
/// hwloc's XML.
struct ProfileFile {
  private let path: String
  private let topologyPath: String

  var paths: [String] { [path, topologyPath] }

  /// - Throws: where one of the files is there already or cannot be made, or the path is none that
  ///   `--profile` would take.
  init(path: String) throws {
    let name = URL(filePath: path).lastPathComponent
    guard name.count > 5, name.hasSuffix(".yaml") || name.hasSuffix(".yml") else {
      throw CommandEnd.usage(
        "--save-profile: found '\(path)', expected a path that ends in .yaml; see lockstep topology "
          + "--help")
    }
    self.path = path
    topologyPath = path[..<(path.lastIndex(of: ".") ?? path.endIndex)] + ".xml"
    for file in [path, topologyPath] {
      // Not `fileExists`, which looks through links.
      guard (try? FileManager.default.attributesOfItem(atPath: file)) == nil else {
        throw CommandEnd(
          code: EX_CANTCREAT, message: "\(file): is there already; give another --save-profile")
      }
      try WholeFile.requireWritable(file)
    }
  }

  /// - Parameter profile: whose reason still holds where its settings do.
  func write(_ placement: Placement, basedOn profile: Profile?) throws {
    let topology = placement.topology
    let isAsIn = profile.map { ($0.placement, $0.memory) == (placement.policy, placement.memory) }
    let written = Profile(
      name: "", why: isAsIn == true ? profile?.why ?? "" : Self.why(topology),
      topology: URL(filePath: topologyPath).lastPathComponent, placement: placement.policy,
      memory: placement.memory)
    // The profile last: where it is, its topology is too.
    try WholeFile.write(try topology.xml(), to: topologyPath)
    try WholeFile.write(written.yaml, to: path)
  }

  /// What a person will want to say better.
  private static func why(_ topology: Topology) -> String {
    let nodes = topology.memoryNodes.count
    return "The settings in force on a machine of \(topology.cores.count) cores in "
      + "\(nodes) NUMA node\(nodes == 1 ? "" : "s"), saved by lockstep topology."
  }
}
