import ArgumentParser
import Lockstep

/// What the data options name, read: the table to learn from and those to look at.
struct DataSource {
  /// Recorded in reports and receipts.
  let name: String
  let options: SchemaOptions
  let table: TypedTable
  let validation: PreparedData.Validation
  let test: Table?
  let isQuiet: Bool

  /// The rows in numbers. Says on stderr what a person should know.
  func prepare(seed: UInt64) throws -> PreparedData {
    let prepared = try PreparedData(table, validation: validation, test: test, seed: seed)
    for note in prepared.notes where !isQuiet { StandardError.write("note: \(note)") }
    return prepared
  }
}

extension DataOptions {
  /// - Throws: unless there is DATA or an example, and only one of them.
  func requireOneSource(_ data: String?) throws {
    guard data != nil || example != nil else {
      throw ValidationError("found no DATA, expected a file, or --example spam")
    }
    guard data == nil || example == nil else {
      throw ValidationError("found DATA and --example, expected one of them")
    }
  }

  /// Reads all files.
  func source(_ data: String?, isQuiet: Bool) throws -> DataSource {
    let example = try example.map { name throws(DatasetError) in try Example.named(name) }
    let table: Table
    if let example {
      table = try example.table()
    } else {
      table = try Table.read(path: data ?? "", header: header)
    }
    var rows = PreparedData.Validation.none
    if let validation {
      rows = .table(try Table.read(path: validation, header: header))
    } else if let validationFraction {
      rows = .fraction(validationFraction)
    }
    let options = schemaOptions(example)
    return DataSource(
      name: data ?? "example \(example?.name ?? "")", options: options,
      table: try TypedTable(table, options), validation: rows,
      test: try test.map { path throws(DatasetError) in
        try Table.read(path: path, header: header)
      },
      isQuiet: isQuiet)
  }
}
