/// Rows of a minibatch.
public enum BatchSize: Equatable, Sendable {
  case rows(Int)
  /// All training rows in one step.
  case full

  /// The rows of a minibatch when there are `rows` rows to train on.
  public func rows(of rows: Int) -> Int {
    switch self {
    case .rows(let size): min(size, rows)
    case .full: rows
    }
  }
}

extension BatchSize: Codable, CustomStringConvertible {
  /// A number of at least 1, or "full".
  public init?(_ text: String) {
    if text == "full" {
      self = .full
    } else if let rows = Int(text), rows > 0 {
      self = .rows(rows)
    } else {
      return nil
    }
  }

  public var description: String {
    switch self {
    case .rows(let rows): "\(rows)"
    case .full: "full"
    }
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text =
      try (try? container.decode(Int.self)).map { "\($0)" } ?? container.decode(String.self)
    guard let size = BatchSize(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "found \(text), expected a number above 0 or full")
    }
    self = size
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .rows(let rows): try container.encode(rows)
    case .full: try container.encode("full")
    }
  }
}
