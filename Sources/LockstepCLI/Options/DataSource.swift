import ArgumentParser
import Lockstep

/// What the data options name, read: the table to learn from and those to look at.
struct DataSource {
  /// What was read.
  let files: [DataFile]
  let options: SchemaOptions
  let table: TypedTable
  let validation: PreparedData.Validation
  let test: Table?
  let isQuiet: Bool

  /// For reports.
  var name: String { files[0].path }

  /// What a receipt says of the rows that were made of it.
  func record(_ data: PreparedData) -> DataRecord {
    var fraction: Double?
    if case .fraction(let value) = validation { fraction = value }
    return DataRecord(
      options: options, validationFraction: fraction, files: files, data: data)
  }

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
    var files: [DataFile] = []
    func read(_ path: String, _ role: DataFile.Role) throws(DatasetError) -> Table {
      try Table.read(path: path, header: header) {
        files.append(DataFile(role: role, path: path, header: header, content: $0))
      }
    }
    let table: Table
    if let example {
      files.append(DataFile(example: example))
      table = try example.table()
    } else {
      table = try read(data ?? "", .training)
    }
    var rows = PreparedData.Validation.none
    if let validation {
      rows = .table(try read(validation, .validation))
    } else if let validationFraction {
      rows = .fraction(validationFraction)
    }
    let options = schemaOptions(example)
    let typed = try TypedTable(table, options)
    let test = try test.map { path throws(DatasetError) in try read(path, .test) }
    return DataSource(
      files: files, options: options, table: typed, validation: rows, test: test,
      isQuiet: isQuiet)
  }
}
