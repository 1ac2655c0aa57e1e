/// Why a file could not be written or read; one line with the path and the system's reason.
public enum FileError: Error, Equatable, Sendable {
  /// There can be no file of that name: its folder is missing or cannot be written, or a folder
  /// has that name.
  case cannotCreate(path: String, reason: SystemError)
  /// The disk is full or broken. No file of that name was left behind half-written.
  case writeFailed(path: String, reason: SystemError)
  /// There is no such file to read.
  case missing(path: String)
  case readFailed(path: String, reason: SystemError)
  /// A folder, where a file is to be read.
  case isDirectory(path: String)
  /// A device, which may never end, where a file is to be read.
  case isDevice(path: String)
  /// More than the memory of this machine.
  case tooLarge(path: String, bytes: Int, memoryBytes: Int)
}

extension FileError {
  /// What it means that the file could not be opened, renamed or made.
  init(creating path: String, _ reason: SystemError) {
    self =
      reason.isOfTheDisk
      ? .writeFailed(path: path, reason: reason) : .cannotCreate(path: path, reason: reason)
  }

  /// What it means that the file could not be opened or read.
  init(reading path: String, _ reason: SystemError) {
    self = reason.isAbsence ? .missing(path: path) : .readFailed(path: path, reason: reason)
  }

  /// The exit status of a command that ends with this error, as of `sysexits.h`.
  public var exitCode: Int32 {
    switch self {
    case .cannotCreate: 73
    case .writeFailed, .readFailed: 74
    case .missing, .isDirectory, .isDevice: 66
    case .tooLarge: 65
    }
  }
}

extension FileError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .cannotCreate(let path, let reason):
      "\(Self.shown(path)): cannot be created: \(reason); name a file in a folder that exists and "
        + "can be written"
    case .writeFailed(let path, let reason):
      "\(Self.shown(path)): cannot be written: \(reason); look at the disk or name another place"
    case .missing(let path):
      "\(Self.shown(path)): no such file; look at the path"
    case .readFailed(let path, let reason):
      "\(Self.shown(path)): cannot be read: \(reason)"
    case .isDirectory(let path):
      "\(Self.shown(path)): is a directory, expected a file"
    case .isDevice(let path):
      "\(Self.shown(path)): is a device, expected a file or a pipe"
    case .tooLarge(let path, let bytes, let memoryBytes):
      "\(Self.shown(path)): \(bytes) bytes or more, expected at most this machine's memory, "
        + "\(memoryBytes) bytes"
    }
  }

  private static func shown(_ path: String) -> String {
    path.isEmpty ? "''" : path.oneLine(limit: 4096)
  }
}
