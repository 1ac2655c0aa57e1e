/// A member that is alone, and waits for nobody.
public struct SoleMember: MeetingMember {
  public var index: Int { 0 }
  public var count: Int { 1 }

  public init() {}

  public func barrier() throws(Never) {}
  public func checkCancellation() throws(Never) {}
}
