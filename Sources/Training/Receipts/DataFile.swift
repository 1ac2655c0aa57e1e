public import Datasets

/// A file that a run read.
public struct DataFile: Codable, Equatable, Sendable {
  public enum Role: String, Codable, Sendable {
    case training
    case validation
    case test
  }

  public let role: Role
  /// A data set that ships with the program, by its name; nil: a file.
  public let example: String?
  public let header: HeaderRule
  public let bytes: Int
  /// Of the file's bytes, compressed or not.
  public let sha256: Digest
  /// As it was named. Decides nothing, so that a receipt has it elsewhere (`DataPath`).
  public var path = ""

  enum CodingKeys: String, CodingKey {
    case role, example, header, bytes, sha256
  }

  public init(role: Role, path: String, header: HeaderRule, content: [UInt8]) {
    self.role = role
    example = nil
    self.header = header
    bytes = content.count
    sha256 = Digest(of: content)
    self.path = path
  }

  public init(example: Example) {
    role = .training
    self.example = example.name
    header = .yes
    let content = example.fileBytes
    bytes = content.count
    sha256 = Digest(of: content)
    path = "example \(example.name)"
  }
}
