import Foundation
import Testing

@testable import Machine

@Suite struct `CPU quotas` {
  /// A file system of its own: `/proc/self` and the cgroup files that a test writes.
  private struct System {
    let root: String

    init(_ files: [String: String]) throws {
      root = FileManager.default.temporaryDirectory
        .appending(path: "lockstep-cgroups-\(UUID().uuidString)").path(percentEncoded: false)
      for (path, text) in files {
        let file = URL(filePath: root + path)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: false, encoding: .utf8)
      }
    }

    func quota() -> Double? {
      defer { try? FileManager.default.removeItem(atPath: root) }
      return CPUQuota.read(under: root)?.processors
    }
  }

  private static let version2 =
    "35 24 0:30 / /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate\n"

  @Test func `of version 2 are the smallest of the group and those above`() throws {
    let system = try System([
      "/proc/self/cgroup": "0::/a.slice/b.scope\n", "/proc/self/mountinfo": Self.version2,
      "/sys/fs/cgroup/cpu.max": "max 100000\n",
      "/sys/fs/cgroup/a.slice/cpu.max": "150000 100000\n",
      "/sys/fs/cgroup/a.slice/b.scope/cpu.max": "400000 100000\n",
    ])
    #expect(system.quota() == 1.5)
  }

  @Test func `inside a container's own view are at the mount point`() throws {
    let system = try System([
      "/proc/self/cgroup": "0::/\n", "/proc/self/mountinfo": Self.version2,
      "/sys/fs/cgroup/cpu.max": "50000 100000\n",
    ])
    #expect(system.quota() == 0.5)
    let outside = try System([
      "/proc/self/cgroup": "0::/../../other\n", "/proc/self/mountinfo": Self.version2,
      "/sys/fs/cgroup/cpu.max": "70000 100000\n",
    ])
    #expect(outside.quota() == 0.7)
  }

  @Test func `of version 1 are found where the container's cgroup is mounted`() throws {
    let system = try System([
      "/proc/self/cgroup": "5:cpuset:/\n4:cpu,cpuacct:/docker/12ab\n0::/\n",
      "/proc/self/mountinfo":
        "50 40 0:25 /docker/12ab /sys/fs/cgroup/cpu,cpuacct ro - cgroup cgroup rw,cpu,cpuacct\n"
        + "51 40 0:26 /docker/12ab /sys/fs/cgroup/cpuset ro - cgroup cgroup rw,cpuset\n",
      "/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us": "250000\n",
      "/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us": "100000\n",
    ])
    #expect(system.quota() == 2.5)
  }

  @Test func `of both versions at once are the smaller, also where paths have spaces`() throws {
    let system = try System([
      "/proc/self/cgroup": "3:cpu:/my group\n0::/a\n",
      "/proc/self/mountinfo": #"50 40 0:25 / /cg\040v1 rw - cgroup  rw,cpu"# + "\n" + Self.version2,
      "/cg v1/my group/cpu.cfs_quota_us": "300000\n",
      "/cg v1/my group/cpu.cfs_period_us": "100000\n",
      "/sys/fs/cgroup/a/cpu.max": "400000 100000\n",
    ])
    #expect(system.quota() == 3)
  }

  @Test(arguments: [
    [:], ["/proc/self/cgroup": "0::/\n"],
    [
      "/proc/self/cgroup": "0::/\n", "/proc/self/mountinfo": version2,
      "/sys/fs/cgroup/cpu.max": "max 100000\n",
    ],
    [
      "/proc/self/cgroup": "0::/\n", "/proc/self/mountinfo": version2,
      "/sys/fs/cgroup/cpu.max": "nonsense\n",
    ],
    [
      "/proc/self/cgroup": "3:cpu:/\n",
      "/proc/self/mountinfo": "50 40 0:25 / /cpu rw - cgroup cgroup rw,cpu\nbroken - line\n\n",
      "/cpu/cpu.cfs_quota_us": "-1\n", "/cpu/cpu.cfs_period_us": "100000\n",
    ],
  ])
  func `are nil where there is none`(files: [String: String]) throws {
    #expect(try System(files).quota() == nil)
  }

  @Test func `leave at least one worker, and whole ones otherwise`() {
    #expect(CPUQuota(processors: 0.01).workers == 1)
    #expect(CPUQuota(processors: 1.99).workers == 1)
    #expect(CPUQuota(processors: 64).workers == 64)
    #expect(CPUQuota(processors: .infinity).workers > 1000)
    #expect("\(CPUQuota(processors: 0.5))" == "0.5 processors")
    #expect("\(CPUQuota(processors: 1))" == "1 processor")
  }

  @Test(.enabled("needs a cgroup of its own") { Group.canBeMade })
  func `of half a core in a real cgroup plans one worker`() async throws {
    await #expect(processExitsWith: .success) {
      let group = try #require(Group.make())
      defer { group.remove() }
      try group.enter(quota: 50_000, period: 100_000)
      let topology = try Topology.load()
      let quota = try #require(CPUQuota.ofThisProcess(on: topology))
      try #require(quota.processors == 0.5)
      try #require(Placement.defaultWorkers(on: topology) == 1)
      // Of another machine it says nothing.
      let other = try Topology.load(synthetic: "core:4 pu:1")
      try #require(CPUQuota.ofThisProcess(on: other) == nil)
    }
  }

  /// A cgroup that this process may make: as root, on version 1 or where version 2 lets it.
  private struct Group {
    let path: String
    let isV2: Bool

    static func make() -> Group? {
      for group in [("/sys/fs/cgroup/cpu", false), ("/sys/fs/cgroup", true)].map({
        Group(path: "\($0.0)/lockstep-\(UUID().uuidString)", isV2: $0.1)
      }) where mkdir(group.path, 0o755) == 0 {
        let file = group.isV2 ? "cpu.max" : "cpu.cfs_quota_us"
        if access("\(group.path)/\(file)", W_OK) == 0 { return group }
        group.remove()
      }
      return nil
    }

    static var canBeMade: Bool {
      guard let group = make() else { return false }
      group.remove()
      return true
    }

    func enter(quota: Int, period: Int) throws {
      func write(_ text: String, _ name: String) throws {
        try text.write(toFile: "\(path)/\(name)", atomically: false, encoding: .utf8)
      }
      if isV2 {
        try write("\(quota) \(period)", "cpu.max")
      } else {
        try write("\(period)", "cpu.cfs_period_us")
        try write("\(quota)", "cpu.cfs_quota_us")
      }
      try write("\(getpid())", "cgroup.procs")
    }

    /// Back to where it came from, since a group with a process in it stays.
    func remove() {
      let parent = URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
      try? "\(getpid())".write(
        toFile: "\(parent)/cgroup.procs", atomically: false, encoding: .utf8)
      rmdir(path)
    }
  }
}
