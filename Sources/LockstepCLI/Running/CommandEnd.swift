import ArgumentParser
import Foundation
import Lockstep

/// How a command ends: what it prints, where, and its exit code.
struct CommandEnd: Error {
  let code: Int32
  /// For stdout if the code is 0, for stderr otherwise.
  let message: String?

  init(code: Int32, message: String?) {
    self.code = code
    self.message = message
  }

  /// - Parameter arguments: what the command was called with.
  init(_ error: any Error, arguments: [String]) {
    switch error {
    case let end as CommandEnd: self = end
    case let error as ConfigurationError:
      let name = arguments.first ?? "train"
      self = .usage(error.description + "; see lockstep \(name) --help")
    case ProfileError.unreadable(let path, let code):
      self.init(
        code: EX_NOINPUT,
        message: ProfileError.unreadable(path: path, code: code).description)
    case let error as ProfileError:
      self = .usage("--profile: \(error); see Profiles/README.md")
    case let error as DatasetError: self.init(code: error.exitCode, message: error.description)
    case let error as FileError: self.init(code: error.exitCode, message: error.description)
    case let error as RunError: self.init(code: error.exitCode, message: error.description)
    case let error as ReproductionError:
      self.init(code: error.exitCode, message: error.description)
    case let error as TrainingError: self.init(code: 70, message: error.description)
    case let error as MachineError: self.init(error)
    case TeamError.cancelled(let reason):
      self.init(
        code: Interruption.exitCode(reason), message: "interrupted; nothing was written")
    case let error as TeamError: self.init(code: 70, message: error.description)
    default:
      let code = LockstepCommand.exitCode(for: error).rawValue
      if code == 0 {
        self.init(code: 0, message: LockstepCommand.fullMessage(for: error))
      } else if code == EX_USAGE {
        self = .usage(
          UsageWording.reworded(
            LockstepCommand.message(for: error),
            arguments: arguments))
      } else {
        self.init(code: 70, message: "\(error)")
      }
    }
  }

  private init(_ error: MachineError) {
    let code: Int32 =
      switch error {
      case .fileUnreadable: EX_NOINPUT
      case .topologyMalformed: EX_DATAERR
      default: EX_SOFTWARE
      }
    self.init(code: code, message: error.description)
  }

  /// A mistake in the arguments.
  static func usage(_ message: String) -> CommandEnd {
    CommandEnd(code: EX_USAGE, message: message)
  }

  /// With the place in the file in front, if the value that is wrong stands there.
  func located(in file: ConfigurationFile?, arguments: [String]) -> CommandEnd {
    guard let file, let message, code == EX_USAGE,
      let option = message.prefixMatch(of: /--([a-z0-9-]+):/)?.output.1,
      let place = file.places[String(option)],
      !arguments.contains(where: { $0 == "--\(option)" || $0.hasPrefix("--\(option)=") })
    else { return self }
    return CommandEnd(code: code, message: "\(place): \(message)")
  }

  func exit() -> Never {
    if let message, !message.isEmpty {
      if code == 0 {
        do {
          try StandardOutput.write(message)
        } catch {
          CommandEnd(error, arguments: []).exit()
        }
      } else {
        let line = message.split(whereSeparator: \.isNewline)
          .map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: " ")
        StandardError.write("error: \(line)")
      }
    }
    Foundation.exit(code)
  }
}

extension DatasetError {
  var exitCode: Int32 {
    switch kind {
    case .inputMissing: EX_NOINPUT
    case .badData: EX_DATAERR
    case .readFailure: EX_IOERR
    case .badOption: EX_USAGE
    }
  }
}
