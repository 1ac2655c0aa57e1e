/// How the rows of a table become the inputs and targets of a network.
///
/// A schema is made of training rows (`fit`) and then encodes any table with the same columns. It
/// holds no dictionary, so that its coded form has one order; what is decoded is checked.
public struct Schema: Equatable, Sendable {
  /// Whether the training file had a header: if not, columns are matched by position.
  public let hasHeader: Bool

  /// All columns of the training file, in its order.
  public let columns: [SchemaColumn]
  public let target: Target

  /// The encoded features: raw columns in the file's order; of one column the scaled number, or
  /// the levels in their order, and then, where training cells were missing, whether this one is.
  public let features: [Feature]

  init(hasHeader: Bool, columns: [SchemaColumn], target: Target) {
    self.hasHeader = hasHeader
    self.columns = columns
    self.target = target
    features = columns.indices.flatMap { Self.features(of: columns[$0], at: $0) }
  }

  private static func features(of column: SchemaColumn, at place: Int) -> [Feature] {
    var names: [String] = []
    let hasMissing: Bool
    switch column.role {
    case .target, .ignored: return []
    case .numeric(let statistics):
      names = [column.name]
      hasMissing = statistics.hasMissing
    case .categorical(let categories):
      names = categories.levels.map { "\(column.name)=\($0)" }
      hasMissing = categories.hasMissing
    }
    if hasMissing { names.append("\(column.name) is missing") }
    return names.map { Feature(name: $0, column: place) }
  }
}

extension Schema: Codable {
  private enum CodingKeys: String, CodingKey {
    case hasHeader, columns, target
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let columns = try values.decode([SchemaColumn].self, forKey: .columns)
    let target = try values.decode(Target.self, forKey: .target)
    let targets = columns.filter { $0.role == .target }
    let isValid =
      targets.count == 1 && ByteOrder.areEqual(targets[0].name, target.name)
      && NameIndex(columns.map(\.name)).firstDuplicate == nil
      && columns.contains { $0.role.isFeature }
    guard isValid else {
      throw DecodingError.dataCorruptedError(
        forKey: .columns, in: values, debugDescription: "columns that no table has")
    }
    self.init(
      hasHeader: try values.decode(Bool.self, forKey: .hasHeader), columns: columns,
      target: target)
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(hasHeader, forKey: .hasHeader)
    try values.encode(columns, forKey: .columns)
    try values.encode(target, forKey: .target)
  }
}
