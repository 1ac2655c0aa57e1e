/// A full-batch solver as one member runs it. All members decide alike, from the same sums.
public protocol SolverIteration {
  static var solver: Solver { get }

  init<Member: MeetingMember>(_ memory: SolverMemory, _ member: Member)

  /// Computes what is known at the weights and arrays of the memory.
  ///
  /// - Parameter progress: of a run that goes on; nil at its start.
  mutating func begin<Member: MeetingMember>(
    _ progress: SolverProgress?, _ member: Member
  ) throws(Member.Failure) -> SolverProgress

  /// One iteration. When it throws, weights and arrays are those before it.
  ///
  /// - Returns: what is known after it, and the mean loss at the new weights; where that is no finite
  ///   number the weights are the old ones.
  mutating func iterate<Member: MeetingMember>(
    _ progress: SolverProgress, _ member: Member
  ) throws(Member.Failure) -> (progress: SolverProgress, loss: Double)

  /// Whether an iteration may have written an array of the memory's states.
  ///
  /// - Parameter progress: after it.
  static func mayChange(state: Int, _ progress: SolverProgress) -> Bool
}
