public import Datasets

/// An option of the command line that two runs have otherwise.
public struct OptionChange: Codable, Equatable, Sendable {
  /// Without dashes.
  public let option: String
  public let before: String
  public let after: String
}

extension TrainingConfiguration {
  /// The options whose values differ, as the command line names them, in the order of this type.
  public func changes(to other: TrainingConfiguration) -> [OptionChange] {
    zip(Mirror(reflecting: self).children, Mirror(reflecting: other).children)
      .compactMap { old, new in
        let (before, after) = (Self.text(old.value), Self.text(new.value))
        guard before != after, let label = old.label else { return nil }
        let option = label.map { $0.isUppercase ? "-" + $0.lowercased() : String($0) }.joined()
        return OptionChange(option: option, before: before, after: after)
      }
  }

  /// The first option whose value differs, in the words of the command line; nil if none does.
  func firstChange(to other: TrainingConfiguration) -> String? {
    changes(to: other).first.map { "--\($0.option) was \($0.before) and is \($0.after)" }
  }

  private static func text(_ value: Any) -> String {
    let mirror = Mirror(reflecting: value)
    guard mirror.displayStyle == .optional else { return "\(value)" }
    return mirror.children.first.map { "\($0.value)" } ?? "not given"
  }
}

extension SchemaOptions {
  /// The options whose values differ.
  public func changes(to other: SchemaOptions) -> [OptionChange] {
    func list(_ names: [String]) -> String {
      names.isEmpty ? "not given" : names.joined(separator: ", ")
    }
    func kinds(_ options: SchemaOptions) -> String {
      list(options.columnKinds.map { "\($0.name)=\($0.kind.rawValue)" })
    }
    let pairs = [
      ("target", target ?? "not given", other.target ?? "not given"),
      ("task", task?.rawValue ?? "not given", other.task?.rawValue ?? "not given"),
      ("scaling", scaling.rawValue, other.scaling.rawValue),
      ("column-type", kinds(self), kinds(other)),
      ("ignore", list(ignoredColumns), list(other.ignoredColumns)),
    ]
    return pairs.filter { $0.1 != $0.2 }
      .map { OptionChange(option: $0.0, before: $0.1, after: $0.2) }
  }
}
