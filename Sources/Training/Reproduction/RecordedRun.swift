import Foundation
import Interchange
import Learning

/// A finished or interrupted run as its folder tells it, with all digests checked.
public struct RecordedRun: Sendable {
  public let path: String
  public let receipt: Receipt
  public let model: Model
  let checkpoints: [RecordedCheckpoint]

  public var receiptPath: String { path + "/receipt.json" }

  /// Reads the folder.
  ///
  /// - Parameter anyContract: whether to read also what was made under other rules of arithmetic, to compare it;
  ///   its checkpoints, which cannot be gone on from, are only checked.
  /// - Throws: `RunError` that names the file and the field whose digest does not hold, `FileError` for missing
  ///   files, or `ReproductionError.inconsistent` for files that do not belong together.
  /// - Complexity: reads every checkpoint.
  public init(fromFolder folder: String, anyContract: Bool = false) throws {
    path = folder
    let receiptPath = folder + "/receipt.json"
    guard FileManager.default.fileExists(atPath: receiptPath) else {
      let isFolder = FileManager.default.fileExists(atPath: folder + "/.")
      throw RunError.noRun(
        path: folder, found: isFolder ? "a folder without receipt.json" : "no such folder")
    }
    let receipt = try Receipt(from: receiptPath)
    self.receipt = receipt
    guard anyContract || receipt.contractVersion == Versions.contract else {
      throw RunError.otherContract(path: receiptPath, found: receipt.contractVersion)
    }
    try receipt.validate(path: receiptPath)
    let model = try Model(fromFolder: folder)
    self.model = model
    guard try anyContract || Model.contractVersion(inFolder: folder) == receipt.contractVersion
    else {
      throw ReproductionError.inconsistent(
        path: folder + "/model.json",
        what: "\"contractVersion\" is not \(receipt.contractVersion), which receipt.json says")
    }
    guard model.digest == receipt.digest else {
      throw ReproductionError.inconsistent(
        path: receiptPath,
        what: "\"digest\" holds \(receipt.digest), expected \(model.digest) of model.safetensors")
    }
    checkpoints = try CheckpointFolder(path: folder + "/checkpoint").entries.compactMap { entry in
      do {
        return RecordedCheckpoint(
          try Checkpoint(from: entry.path), entry, of: receipt,
          parameters: model.network.parameters)
      } catch RunError.otherContract where anyContract {
        return nil
      } catch FileError.missing {
        // The run goes on, and has removed it since.
        return nil
      }
    }
  }
}
