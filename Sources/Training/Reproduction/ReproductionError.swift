import Datasets

/// Why a run could not be made again to be compared.
public enum ReproductionError: Error, Equatable, Sendable {
  /// The data are not those of the receipt: `what` says which digest does not hold, and where they differ.
  case otherData(path: String, what: String)
  /// The receipt names no file for these rows, or none of those that it names is there.
  case noData(role: DataFile.Role, named: [String], option: String)
  /// Files of one run that do not belong together.
  case inconsistent(path: String, what: String)
  /// The receipt does not say how to do this.
  case impossible(path: String, what: String)

  public var exitCode: Int32 {
    switch self {
    case .otherData, .inconsistent: 65
    case .noData: 66
    case .impossible: 64
    }
  }
}

extension ReproductionError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .otherData(let path, let what):
      "\(path): \(what); restore the file, or add --ignore-data-digest to train on it all the same"
    case .noData(let role, let named, let option):
      named.isEmpty
        ? "the receipt names no file of \(role.rawValue) data; expected one; add --\(option) PATH"
        : "\(named[0]): no such file of \(role.rawValue) data; expected one where the receipt names it; "
          + "add --\(option) PATH"
    case .inconsistent(let path, let what):
      "\(path): \(what); the file was altered or belongs to another run"
    case .impossible(let path, let what): "\(path): \(what)"
    }
  }
}
