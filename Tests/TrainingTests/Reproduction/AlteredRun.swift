import Foundation
import Interchange
import Team

@testable import Training

/// A run folder in which one file is altered.
struct AlteredRun {
  /// What reading and training again say of the folder as it is.
  enum Answer: Equatable {
    case same
    /// Not the same, or refused with exit code 65 and the name of the file.
    case found
    /// An error that is none of those.
    case wrong(String)
  }

  let path: String
  let file: String
  let bytes: [UInt8]
  /// As it was before.
  private let original: RecordedRun
  private let team: Team

  /// - Parameter file: the name, in the folder, of the file to alter.
  init(path: String, file: String) throws {
    self.path = path
    self.file = file
    bytes = try WholeFile.read(path + "/" + file)
    original = try RecordedRun(fromFolder: path)
    team = try makeTeam(1)
  }

  /// Of a model that was chosen, whose verification takes longer, only what is otherwise than of a trained one.
  func alterations() throws -> [AlteredFile] {
    guard file.hasSuffix(".json") else { return try AlteredFile.ofTensors(bytes) }
    return try AlteredFile.ofJSON(bytes).filter { altered in
      !isChosen
        || ["configuration", "selection", "isFinished", "epochs", "initial"].contains {
          altered.path.hasPrefix($0)
        }
    }
  }

  var isChosen: Bool { original.receipt.selection != nil }

  func write(_ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(filePath: path + "/" + file))
  }

  /// As `lockstep verify` comes to it.
  func verification() async -> Answer {
    do {
      let run = try RecordedRun(fromFolder: path)
      let (table, data) = try RecordedData(of: run.receipt).table()
      if let selection = SelectionVerification(run, table: table, data: data) {
        return try await selection.verify(team: team) == nil ? .same : .found
      }
      let verification = try Verification(run, data: data)
      let answer = try await verification.verify(0..<verification.epochs, team: team)
      let difference = answer.difference ?? verification.checkpointDifference()
      return difference == nil ? .same : .found
    } catch let error as RunError {
      return answer(error, "\(error)", error.exitCode)
    } catch let error as ReproductionError {
      return answer(error, "\(error)", error.exitCode)
    } catch {
      return .wrong("\(type(of: error)): \(error)")
    }
  }

  /// Compares with the run as it was, only for traps: what it says and throws is not looked at.
  func compare() async {
    guard let run = try? RecordedRun(fromFolder: path, anyContract: true) else { return }
    let comparison = Comparison(original, run)
    _ = comparison.modelDifference
    _ = try? await comparison.replay(
      RecordedData(of: original.receipt), RecordedData(of: run.receipt)
    ) { team }
  }

  private func answer(_ error: any Error, _ text: String, _ exitCode: Int32) -> Answer {
    exitCode == 65 && text.contains(URL(filePath: file).lastPathComponent)
      ? .found : .wrong("\(error): exit code \(exitCode)")
  }
}
