import Interchange

/// Why a run folder could not be used.
public enum RunError: Error, Equatable, Sendable {
  /// There is a run already.
  case exists(path: String)
  /// There is one already, and this command does not go on with runs.
  case taken(path: String)
  /// A file, where a folder is to be made.
  case notAFolder(path: String)
  /// No run to read.
  case noRun(path: String, found: String)
  case badFile(path: String, what: String)
  case newerFormat(path: String, found: Int)
  case olderFormat(path: String, found: Int, oldest: Int)
  /// Another process is writing the run.
  case inUse(path: String)
  /// Made under other rules of arithmetic, which give other bits.
  case otherContract(path: String, found: Int)
  /// `--resume` with something that decides bits changed.
  case changed(path: String, what: String)

  public var exitCode: Int32 {
    switch self {
    case .exists, .taken, .notAFolder, .inUse: 73
    case .noRun: 66
    case .badFile, .newerFormat, .olderFormat, .otherContract: 65
    case .changed: 64
    }
  }
}

extension RunError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .exists(let path):
      "\(path): holds a run already; add --resume to go on with it, or name another folder"
    case .taken(let path):
      "\(path): holds a run already; expected a new folder; name another with --run"
    case .notAFolder(let path):
      "\(path): a file; expected a folder, or the name of a new one; name another --run"
    case .noRun(let path, let found):
      "\(path.isEmpty ? "''" : path): \(found); expected a run folder; name one that lockstep train "
        + "wrote"
    case .badFile(let path, let what):
      "\(path): \(what.oneLine); the file was altered or cut off, train again or restore it"
    case .newerFormat(let path, let found):
      "\(path): format version \(found), expected at most \(Versions.format); "
        + "use a newer lockstep"
    case .olderFormat(let path, let found, let oldest):
      "\(path): format version \(found), expected at least \(oldest); train again, or use the lockstep that "
        + "wrote it"
    case .inUse(let path):
      "\(path): another process is writing this run; expected it alone; wait for it, or name another "
        + "--run"
    case .otherContract(let path, let found):
      "\(path): made under version \(found) of the arithmetic contract, expected "
        + "\(Versions.contract); use the lockstep that made it, or train again"
    case .changed(let path, let what):
      "\(path): cannot be resumed: \(what); resume with what it began with, or start a new run"
    }
  }
}

extension String {
  /// The text without line breaks.
  fileprivate var oneLine: String {
    split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
