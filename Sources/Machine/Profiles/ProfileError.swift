/// Why a profile cannot be used.
public enum ProfileError: Error, Equatable, Sendable {
  /// No profile that ships has this name, and no file.
  case unknown(name: String, known: [String], nearest: String?)

  /// The file cannot be read. `code` is the errno.
  case unreadable(path: String, code: Int32)

  /// What a file says has no meaning. `place` is `path:line:column`.
  case malformed(place: String, found: String, expected: String)
}

extension ProfileError: CustomStringConvertible {
  /// One line: where, what was found, what was expected, what to try.
  public var description: String {
    switch self {
    case .unknown(let name, let known, let nearest):
      "found the profile '\(name)', expected a path or one of \(known.joined(separator: ", "))"
        + (nearest.map { "; did you mean \($0)?" } ?? "")
    case .unreadable(let path, let code):
      "\(path): cannot be read: \(MachineError.text(of: code)); expected a profile"
    case .malformed(let place, let found, let expected):
      "\(place): found \(found), expected \(expected)"
    }
  }
}
