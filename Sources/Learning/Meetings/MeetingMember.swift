/// One of those who compute something together, as its part of the work sees it.
///
/// All members run the same body, and meet at the same barriers. `Learning` knows no threads: of a team each
/// member is a worker, and `SoleMember` is one that is alone.
public protocol MeetingMember {
  /// What ends the work of all.
  associatedtype Failure: Error

  /// This member's number: 0..<count.
  var index: Int { get }
  var count: Int { get }

  /// Waits until all members have arrived here; what each wrote before, all see after.
  func barrier() throws(Failure)

  /// Throws if the work is to end; for loops between two barriers.
  func checkCancellation() throws(Failure)
}
