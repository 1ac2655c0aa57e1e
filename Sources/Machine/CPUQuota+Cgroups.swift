extension CPUQuota {
  /// Of this process, as it is now; nil where nothing limits it, or where `topology` is another machine's.
  public static func ofThisProcess(on topology: Topology) -> CPUQuota? {
    topology.isThisMachine ? read(under: "") : nil
  }

  /// The smallest quota of the process's cgroup and all above it, of cgroups version 1 and 2.
  ///
  /// - Parameter root: where the file system begins; other than "" in tests.
  static func read(under root: String) -> CPUQuota? {
    let groups = SystemFile.lines("\(root)/proc/self/cgroup").compactMap { Group(line: $0) }
    let mounts = SystemFile.lines("\(root)/proc/self/mountinfo").compactMap { Mount(line: $0) }
    var smallest: Double?
    for mount in mounts {
      guard let group = groups.first(where: { $0.isV2 == mount.isV2 }) else { continue }
      for folder in mount.folders(of: group.path) {
        guard let quota = quota(of: root + folder, isV2: mount.isV2) else { continue }
        smallest = min(smallest ?? quota, quota)
      }
    }
    return smallest.map { CPUQuota(processors: $0) }
  }

  /// Processors that one cgroup may use; nil where it has no limit.
  private static func quota(of folder: String, isV2: Bool) -> Double? {
    let numbers: [Double?]
    if isV2 {
      // "50000 100000", or "max 100000".
      let words = SystemFile.text("\(folder)/cpu.max")?.split(whereSeparator: \.isWhitespace) ?? []
      numbers = words.map { Double($0) }
    } else {
      // −1 for no limit.
      numbers = ["cpu.cfs_quota_us", "cpu.cfs_period_us"].map { name in
        SystemFile.lines("\(folder)/\(name)").first.flatMap { Double($0) }
      }
    }
    guard numbers.count == 2, let quota = numbers[0], let period = numbers[1], quota > 0, period > 0
    else { return nil }
    return quota / period
  }

  /// A line of `/proc/self/cgroup` that the processor controller has a say in.
  private struct Group {
    let isV2: Bool
    let path: String

    /// `4:cpu,cpuacct:/docker/1234` or `0::/user.slice`.
    init?(line: Substring) {
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3 else { return nil }
      isV2 = fields[0] == "0" && fields[1].isEmpty
      guard isV2 || fields[1].split(separator: ",").contains("cpu") else { return nil }
      path = String(fields[2])
    }
  }

  /// Where a hierarchy of cgroups with processor quotas is mounted.
  private struct Mount {
    let isV2: Bool
    /// The cgroup that the mount point shows, as seen by `/proc/self/cgroup`.
    let root: String
    let point: String

    /// A line of `/proc/self/mountinfo`: `36 35 0:31 ROOT POINT OPTIONS … - TYPE SOURCE SUPEROPTIONS`.
    init?(line: Substring) {
      let words = line.split(separator: " ", omittingEmptySubsequences: false)
      guard let dash = words.firstIndex(of: "-"), dash >= 6, words.count > dash + 3 else {
        return nil
      }
      isV2 = words[dash + 1] == "cgroup2"
      guard
        isV2 || words[dash + 1] == "cgroup" && words[dash + 3].split(separator: ",").contains("cpu")
      else { return nil }
      root = Self.unescaped(words[3])
      point = Self.unescaped(words[4])
    }

    /// The kernel writes spaces, tabs, line ends and backslashes as three octal digits.
    private static func unescaped(_ word: Substring) -> String {
      [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")]
        .reduce(String(word)) { $0.replacing($1.0, with: $1.1) }
    }

    /// The folders of a cgroup and of those above it, as far as they are shown.
    func folders(of group: String) -> [String] {
      let prefix = root == "/" ? "" : root
      // Outside of what is mounted: the mount point is as near as one can see. (A namespace that was
      // entered without a mount of its own sees no more, and a quota below the point is missed.)
      guard group == prefix || group.hasPrefix(prefix + "/"),
        !group.split(separator: "/").contains("..")
      else { return [point] }
      var folders = [point]
      for name in group.dropFirst(prefix.count).split(separator: "/") {
        folders.append("\(folders[folders.count - 1])/\(name)")
      }
      return folders
    }
  }
}
