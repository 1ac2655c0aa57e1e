public import Datasets
public import Learning

/// How much of the penalty a column's inputs have.
public struct ColumnFactor: Codable, Equatable, Sendable, CustomStringConvertible {
  public let name: String
  /// 0: never penalized; 1 is what other columns have.
  public let factor: Double

  public init(name: String, factor: Double) {
    self.name = name
    self.factor = factor
  }

  public var description: String { "\(name)=\(factor)" }
}

extension PenaltyFactors {
  /// The factors that `configuration` asks for, for the inputs that the columns of `schema` become.
  ///
  /// - Throws: an error that names `--l1-column` for a name that no feature column has.
  public init(
    _ configuration: TrainingConfiguration, for schema: Schema
  ) throws(ConfigurationError) {
    var factors = [Double](repeating: 1, count: schema.columns.count)
    for column in configuration.l1Column {
      guard
        let index = schema.columns.firstIndex(where: {
          $0.name == column.name && $0.role.isFeature
        })
      else {
        throw ConfigurationError(
          option: "l1-column", found: "'\(column.name)', which is no input column",
          expected: "the name of one")
      }
      factors[index] = column.factor
    }
    self.init(
      layers: configuration.l1Layers,
      inputs: configuration.l1Column.isEmpty ? [] : schema.features.map { factors[$0.column] })
  }
}
