/// A categorical column of the training rows.
public struct CategoryLevels: Equatable, Sendable {
  /// What its cells hold, in ascending order of UTF-8 bytes.
  public let levels: [String]

  /// Whether a training cell was empty: then a feature says so.
  public let hasMissing: Bool
}

extension CategoryLevels: Codable {
  private enum CodingKeys: String, CodingKey {
    case levels, hasMissing
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    levels = try values.decode([String].self, forKey: .levels)
    hasMissing = try values.decode(Bool.self, forKey: .hasMissing)
    guard ByteOrder.isStrictlyAscending(levels) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "levels that are not sorted"))
    }
  }
}
