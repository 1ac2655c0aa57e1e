internal import CInstructionSet

/// The instruction set that the numeric modules were compiled for.
public enum InstructionSet {
  public static var name: String { LOCKSTEP_INSTRUCTION_SET }

  /// What this processor lacks of it, nil if nothing: to be asked before the first number is
  /// computed, since a missing instruction ends the process.
  public static func missingFeature() -> String? {
    guard let name = lockstep_missing_feature(UInt32(LOCKSTEP_REQUIRED_FEATURES)) else {
      return nil
    }
    return String(cString: name)
  }
}
