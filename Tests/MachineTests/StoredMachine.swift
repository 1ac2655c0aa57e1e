import Foundation
import Machine

/// Machines that we do not own, as hwloc's `lstopo` wrote them.
enum StoredMachine: String, CaseIterable {
  /// Four quad-core packages with SMT off, of which a batch system gave 6 cores to the job.
  case cgroupJob = "amd-cgroup-job-6of32"

  /// Two packages in cluster-on-die mode: the system numbers cores and nodes alternating between them.
  case clusterOnDie = "intel-haswell-cod-2xE5-2680v3"

  /// Six cores of two hardware threads beside eight small cores of one.
  case hybrid = "intel-raptorlake-hybrid-1370P"

  var path: String {
    URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Topologies/\(rawValue).xml").path(percentEncoded: false)
  }

  func topology() throws -> Topology { try .load(xml: path) }
}
