/// One column of the training file; its place in `Schema.columns` is its place in the file.
public struct SchemaColumn: Equatable, Sendable {
  public let name: String
  public let role: ColumnRole
}

extension SchemaColumn: Codable {
  private enum CodingKeys: String, CodingKey {
    case name, role, kind, numeric, categorical
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    name = try values.decode(String.self, forKey: .name)
    switch try values.decode(String.self, forKey: .role) {
    case "target": role = .target
    case "ignored": role = .ignored
    case "feature":
      role =
        switch try values.decode(ColumnKind.self, forKey: .kind) {
        case .numeric: .numeric(try values.decode(NumericStatistics.self, forKey: .numeric))
        case .categorical:
          .categorical(try values.decode(CategoryLevels.self, forKey: .categorical))
        }
    default:
      throw DecodingError.dataCorruptedError(
        forKey: .role, in: values, debugDescription: "a role that is not known")
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(name, forKey: .name)
    switch role {
    case .target: try values.encode("target", forKey: .role)
    case .ignored: try values.encode("ignored", forKey: .role)
    case .numeric(let statistics):
      try values.encode("feature", forKey: .role)
      try values.encode(ColumnKind.numeric, forKey: .kind)
      try values.encode(statistics, forKey: .numeric)
    case .categorical(let levels):
      try values.encode("feature", forKey: .role)
      try values.encode(ColumnKind.categorical, forKey: .kind)
      try values.encode(levels, forKey: .categorical)
    }
  }
}
