public import Datasets
import Foundation
import Interchange

/// Finds and reads the data of a receipt.
public struct RecordedData: Sendable {
  public let receipt: Receipt
  /// Files to read instead of those that the receipt names.
  public let overrides: [DataFile.Role: String]
  /// Whether to take files whose digests are others.
  public let ignoresDigests: Bool

  public init(
    of receipt: Receipt, overrides: [DataFile.Role: String] = [:], ignoresDigests: Bool = false
  ) {
    self.receipt = receipt
    self.overrides = overrides
    self.ignoresDigests = ignoresDigests
  }

  /// Reads training and validation rows, as the run read them.
  ///
  /// - Throws: `DatasetError`; `ReproductionError.otherData` if a file or the rows made of it are not those of
  ///   the receipt; `.noData` if there is none.
  public func table() throws -> (table: TypedTable, prepared: PreparedData) {
    let record = receipt.data
    let hasValidationFile = record.validationDigest != nil && record.validationFraction == nil
    if let path = overrides[.validation], !hasValidationFile {
      throw ReproductionError.impossible(
        path: "--validation \(path)", what: "the run had no validation file; leave it out")
    }
    let training = try read(.training)
    var validation = PreparedData.Validation.none
    if let fraction = record.validationFraction {
      validation = .fraction(fraction)
    } else if hasValidationFile {
      validation = .table(try read(.validation).table)
    }
    let typed = try TypedTable(training.table, record.options)
    let prepared = try PreparedData(
      typed, validation: validation, test: test(), seed: receipt.configuration.seed)
    guard !ignoresDigests else { return (typed, prepared) }
    try check(training, prepared)
    if prepared.training.digest != record.trainingDigest {
      throw otherRows(training.path, "trainingDigest", prepared.training, record.trainingDigest)
    }
    if let validation = prepared.validation, let expected = record.validationDigest,
      validation.digest != expected
    {
      let path = overrides[.validation] ?? record.file(.validation)?.path ?? training.path
      throw otherRows(path, "validationDigest", validation, expected)
    }
    return (typed, prepared)
  }

  private static func isFile(_ path: String) -> Bool {
    let url = URL(filePath: path).resolvingSymlinksInPath()
    return (try? url.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile ?? false
  }

  private struct Source {
    let path: String
    let table: Table
    /// What is wrong with its bytes.
    let fault: String?
  }

  /// The test rows, which decide nothing: nil where they are not to be found as they were.
  private func test() -> Table? {
    guard receipt.data.file(.test) != nil, let source = try? read(.test), source.fault == nil
    else { return nil }
    return source.table
  }

  private func check(_ training: Source, _ prepared: PreparedData) throws {
    guard let fault = training.fault else { return }
    let place =
      receipt.schema.firstDifference(to: prepared.schema).map { ", and \($0)" }
      ?? (prepared.training.digest == receipt.data.trainingDigest
        ? ", although its rows as trained on are the same" : "")
    throw ReproductionError.otherData(path: training.path, what: fault + place)
  }

  private func otherRows(
    _ path: String, _ key: String, _ data: TrainingData, _ expected: Digest
  ) -> ReproductionError {
    .otherData(
      path: path,
      what: "its rows as trained on have the digest \(data.digest), expected \(expected) as "
        + "\"data.\(key)\" in receipt.json says")
  }

  private func read(_ role: DataFile.Role) throws -> Source {
    let file = receipt.data.file(role)
    if overrides[role] == nil, let name = file?.example {
      let example = try Example.named(name)
      return Source(
        path: "example \(name)", table: try example.table(),
        fault: fault(example.fileBytes, role))
    }
    let path = try place(role)
    var fault: String?
    let table = try Table.read(path: path, header: file?.header ?? .auto) {
      fault = self.fault($0, role)
    }
    let source = Source(path: path, table: table, fault: fault)
    if role == .validation, !ignoresDigests, let fault = source.fault {
      throw ReproductionError.otherData(path: path, what: fault)
    }
    return source
  }

  /// What is wrong with a file's content.
  private func fault(_ content: [UInt8], _ role: DataFile.Role) -> String? {
    guard let file = receipt.data.file(role) else { return nil }
    let found = Digest(of: content)
    let source = "as \"data.files\" in receipt.json says"
    guard found == file.sha256 else {
      return "its SHA-256 is \(found), expected \(file.sha256) \(source)"
    }
    guard content.count == file.bytes else {
      return "it has \(content.count) bytes, expected \(file.bytes) \(source)"
    }
    return nil
  }

  /// Where a file is now: as it was named, or where it lay then.
  private func place(_ role: DataFile.Role) throws -> String {
    if let path = overrides[role] { return path }
    let paths = receipt.affectsNoBits.paths.filter { $0.role == role }
      .flatMap { [$0.given, $0.absolute] }
    // What is no file, like a pipe, was read once.
    let present = paths.filter(Self.isFile)
    let expected = receipt.data.file(role)?.sha256
    // A name can mean another file in another folder.
    let match =
      present.count < 2
      ? nil
      : present.first { path in
        (try? WholeFile.read(path)).map { Digest(of: $0) } == expected
      }
    guard let path = match ?? present.first else {
      throw ReproductionError.noData(
        role: role, named: paths, option: role == .training ? "data" : role.rawValue)
    }
    return path
  }
}
