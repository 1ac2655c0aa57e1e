/// A value of the configuration that has no meaning.
public struct ConfigurationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// As the command line names it, without the dashes.
  public let option: String
  public let found: String
  public let expected: String

  public init(option: String, found: String, expected: String) {
    self.option = option
    self.found = found
    self.expected = expected
  }

  public var description: String { "--\(option): found \(found), expected \(expected)" }
}
