/// Why a table could not be read, understood or encoded: always one line of text.
///
/// The description reads `path:line:column: found; expected; advice`, with as much of the place as
/// is known. `found`, `expected` and `advice` are plain phrases in which text from the file is
/// already quoted, escaped and shortened.
public struct DatasetError: Error, Equatable, Sendable {
  public let kind: Kind

  /// The file, or the name that stands for it.
  public let path: String

  /// The physical line, from 1, where the record starts; `nil` where no line is to blame.
  public let line: Int?

  /// The character (Unicode scalar), from 1, counted from the start of `line`.
  public let column: Int?

  public let found: String
  public let expected: String
  public let advice: String

  init(
    _ kind: Kind, path: String, at place: TextPlace? = nil, found: String, expected: String,
    advice: String
  ) {
    self.kind = kind
    self.path = path
    line = place?.line
    column = place?.column
    self.found = found
    self.expected = expected
    self.advice = advice
  }
}

extension DatasetError {
  /// What a command tells its caller by an exit code.
  public enum Kind: Sendable {
    /// There is no such file, or it may not be read (exit code 66).
    case inputMissing
    /// The content is broken or does not fit what was asked (exit code 65).
    case badData
    /// The operating system failed to read (exit code 74).
    case readFailure
    /// An option names what the table does not have (exit code 64).
    case badOption
  }
}

extension DatasetError: CustomStringConvertible {
  public var description: String {
    var place = Quotation.escaped(path, limit: .max)
    if let line { place += ":\(line)" }
    if line != nil, let column { place += ":\(column)" }
    return "\(place): \(found); \(expected); \(advice)"
  }
}
