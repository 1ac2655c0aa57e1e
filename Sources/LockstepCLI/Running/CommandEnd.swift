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

  /// - Parameter command: whose help is printed for a usage error.
  init(_ error: any Error, for command: any ParsableCommand.Type) {
    switch error {
    case let end as CommandEnd: self = end
    case let error as ConfigurationError: self = .usage(error.description)
    case let error as DatasetError: self.init(code: error.exitCode, message: error.description)
    case let error as FileError: self.init(code: error.exitCode, message: error.description)
    case let error as RunError: self.init(code: error.exitCode, message: error.description)
    case let error as TrainingError: self.init(code: 70, message: error.description)
    case let error as MachineError: self.init(code: 70, message: error.description)
    case let error as TeamError: self.init(code: 70, message: error.description)
    default:
      let code = command.exitCode(for: error).rawValue
      if code == 0 {
        self.init(code: 0, message: command.fullMessage(for: error))
      } else if code == EX_USAGE {
        self = .usage(command.message(for: error))
      } else {
        self.init(code: 70, message: "\(error)")
      }
    }
  }

  /// A mistake in the arguments.
  static func usage(_ message: String) -> CommandEnd {
    CommandEnd(code: EX_USAGE, message: message)
  }

  func exit() -> Never {
    if let message, !message.isEmpty {
      if code == 0 {
        print(message)
      } else {
        let line = message.split(whereSeparator: \.isNewline)
          .map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: " ")
        StandardError.write("error: \(line)")
      }
    }
    fflush(nil)
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
