internal import Machine

/// Which workers of a run meet where: groups that share their last cache, these within a NUMA node,
/// these within the machine.
///
/// A cache line that two workers write goes from core to core once a meeting for each of them: a
/// few tens of nanoseconds inside a cache, several times that between nodes. In a tree only one
/// worker of a group takes the long way. Groups of one, and levels with a single group, are left
/// out: on one cache everybody meets in one place.
struct MeetingPlan: Hashable, Sendable {
  /// The most members of a group. They take the line that counts them from each other one after the
  /// other, so that many wait longer for it than another level costs.
  static let largestGroup = 16

  /// Parents before children; the first is the top.
  let groups: [MeetingGroup]

  /// Where each worker arrives, a position in `groups`.
  let groupOfWorker: [Int]

  /// - Parameter cores: the core of each worker of the run, in the order of workers.
  /// - Precondition: at least one.
  init(workersOn cores: [Core]) {
    precondition(!cores.isEmpty, "MeetingPlan: nobody to meet")
    var parts = cores.indices.map { Part(firstWorker: $0, members: []) }
    for level in [{ $0.lastCache }, { $0.numaNode }, { _ in 0 }] as [(Core) -> Int] {
      parts = Self.gather(parts) { level(cores[$0.firstWorker]) }
    }
    // All are in one part now. A worker that is alone needs a group, too.
    let top = parts[0].members.isEmpty ? Part(firstWorker: 0, members: parts) : parts[0]
    var groups: [MeetingGroup] = []
    var groupOfWorker = Array(repeating: 0, count: cores.count)
    func list(_ part: Part, under parent: Int?) {
      if let parent, part.members.isEmpty {
        groupOfWorker[part.firstWorker] = parent
      } else {
        let index = groups.count
        groups.append(MeetingGroup(members: part.members.count, parent: parent))
        for member in part.members { list(member, under: index) }
      }
    }
    list(top, under: nil)
    self.groups = groups
    self.groupOfWorker = groupOfWorker
  }

  /// A worker, if it has no members; else a group.
  private struct Part {
    let firstWorker: Int
    let members: [Part]
  }

  /// Makes groups of the parts with the same key, in the order of their first workers.
  private static func gather(_ parts: [Part], by key: (Part) -> Int) -> [Part] {
    var position: [Int: Int] = [:]
    var classes: [[Part]] = []
    for part in parts {
      if let known = position[key(part)] {
        classes[known].append(part)
      } else {
        position[key(part)] = classes.count
        classes.append([part])
      }
    }
    return classes.map(group)
  }

  /// One part of all these, in even parts of neighbours where they are too many.
  private static func group(_ members: [Part]) -> Part {
    guard members.count > 1 else { return members[0] }
    guard members.count > largestGroup else {
      return Part(firstWorker: members[0].firstWorker, members: members)
    }
    let split = WorkSplit.even(
      members.count, over: (members.count + largestGroup - 1) / largestGroup)
    return group(split.ranges.map { group(Array(members[$0])) })
  }
}
