internal import CInstructionSet

/// The processor's time stamp counter: a clock that costs a few nanoseconds to read.
///
/// It runs at a constant rate that is to be found by comparison with a clock in seconds, and the
/// same one on all cores of a socket. On processors for which none is known here it stands still.
public enum TickCounter {
  public static var now: UInt64 { lockstep_ticks() }
}
