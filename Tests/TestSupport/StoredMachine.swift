internal import Foundation

/// Machines that we do not own, as hwloc's `lstopo` wrote them.
public enum StoredMachine: String, CaseIterable, Sendable {
  /// Four packages of eight two-core modules on two nodes each: 64 cores.
  case bulldozer = "amd-bulldozer-4x6276"

  /// Four quad-core packages with SMT off, of which a batch system gave 6 cores to the job.
  case cgroupJob = "amd-cgroup-job-6of32"

  /// Two packages of twelve caches of eight cores of two hardware threads, a node each.
  case genoa = "amd-epyc-genoa-2x9654"

  /// Two packages of four nodes of two caches of three cores of two hardware threads.
  case naples = "amd-epyc-naples-2x7451"

  /// Two packages of two nodes of 32 cores around a cache.
  case kunpeng = "arm-kunpeng920-2socket"

  /// 64 packages of one core of four hardware threads, on eight nodes.
  case power7 = "ibm-power7-smt4-256pu"

  /// Two packages in cluster-on-die mode: the system numbers cores and nodes alternating between them.
  case clusterOnDie = "intel-haswell-cod-2xE5-2680v3"

  /// 32 tiles of two cores of four hardware threads, without a third cache.
  case knightsLanding = "intel-knl-phi7210"

  /// Six cores of two hardware threads beside eight small cores of one.
  case hybrid = "intel-raptorlake-hybrid-1370P"

  /// Two cores of a virtual machine.
  case container = "container-2-cores"

  /// In `Profiles` where a profile was written for it.
  public var path: String {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let folders = ["../Profiles/Topologies", "MachineTests/Topologies"]
    let paths = folders.map {
      tests.appending(path: "\($0)/\(rawValue).xml").standardizedFileURL
        .path(percentEncoded: false)
    }
    return paths.first { FileManager.default.fileExists(atPath: $0) } ?? paths[0]
  }
}
