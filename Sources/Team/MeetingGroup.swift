/// Workers, and leaders of other groups, that meet with each other.
struct MeetingGroup: Hashable, Sendable {
  /// How many arrive here: workers, and one leader of each group below.
  let members: Int

  /// The group that the last to arrive goes on to, a position in `MeetingPlan.groups`; nil at the
  /// top.
  let parent: Int?
}
