internal import CProfiles

/// The profiles that ship inside the command.
enum ShippedProfiles {
  static var names: [String] {
    (0..<lockstepShippedProfiles()).map { String(cString: lockstepShippedProfile($0).name) }
  }

  static func yaml(_ index: Int) -> String { text(lockstepShippedProfile(index).profile) }

  static func topology(_ index: Int) -> String { text(lockstepShippedProfile(index).topology) }

  private static func text(_ text: LockstepProfileText) -> String {
    String(
      decoding: UnsafeBufferPointer(start: text.bytes, count: text.count), as: UTF8.self)
  }
}
