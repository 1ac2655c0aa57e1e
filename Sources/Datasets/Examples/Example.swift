/// A data set that ships inside the command.
public struct Example: Sendable {
  /// The word for `--example`.
  public let name: String
  public let title: String

  /// Who made the data, and where this copy comes from.
  public let origin: String
  public let licence: String

  /// The column to predict, which need not be the last one.
  public let target: String
  public let task: PredictionTask

  /// Rows of data.
  public let rows: Int

  /// Columns of the file, the target among them.
  public let columns: Int

  /// The gzip-compressed CSV file.
  let compressed: @Sendable () -> [UInt8]

  /// The gzip-compressed CSV file that ships.
  public var fileBytes: [UInt8] { compressed() }

  /// Reads the data.
  public func table() throws(DatasetError) -> Table {
    try Table(bytes: compressed(), path: "example \(name)", header: .yes)
  }

  /// What a schema has to be told about this table.
  public var options: SchemaOptions { SchemaOptions(target: target, task: task) }

  /// The data set called `name`.
  ///
  /// - Throws: `badOption` with the names that there are.
  public static func named(_ name: String) throws(DatasetError) -> Example {
    if let example = all.first(where: { ByteOrder.areEqual($0.name, name) }) { return example }
    let nearest = NearestName.to(name, among: all.map(\.name)) ?? ""
    throw DatasetError(
      .badOption, path: "--example", found: "no data set \(Quotation.quoted(name))",
      expected: "expected one of \(all.map(\.name).joined(separator: ", "))",
      advice: "did you mean \(Quotation.quoted(nearest))?")
  }
}
