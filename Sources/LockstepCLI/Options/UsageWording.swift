import Lockstep

/// ArgumentParser's words for mistakes in the arguments, in the form of this command's errors: the
/// option, what was found, what was expected, what to try.
enum UsageWording {
  /// What an option takes whose values are not a list of words; where a command's own differs, under its name.
  private static let expectations: [String: String] = [
    "workers":
      "a number from 1 to \(Placement.mostWorkers), all, per-core, per-thread or per-cache",
    "scale workers": "numbers from 1 to \(Placement.mostWorkers) such as 1,2,4, or all",
    "free-cores": "a number from 0 to \(Placement.mostWorkers)",
    "profile": "the name or the path of a profile",
    "bind": "yes or no",
    "predict": "the name or path of a profile, a file of hwloc's lstopo, or this",
    "topology": "a file of hwloc's lstopo, or this",
    "save-profile": "a path that ends in .yaml",
    "hidden": "widths of 1 or more such as 64,32, or none",
    "batch": "a number above 0, or full",
    "column-type": "NAME=numeric or NAME=categorical",
    "validation-fraction": "a number between 0 and 1",
    "dropout": "a number from 0 to below 1",
    "rate": "a number above 0",
    "momentum": "a number from 0 to below 1",
    "warmup": "a whole number of steps, 0 or more",
    "weight-decay": "a number, 0 or more",
    "epochs": "a whole number, 1 or more",
    "rows-per-shard": "a whole number, 1 or more",
    "patience": "a whole number of epochs, 1 or more",
    "seed": "a whole number from 0 to \(UInt64.max)",
    "l1": "a number, 0 or more",
    "l1-layers": "numbers of 0 or more such as 1,0.5, one for each layer",
    "l1-column": "NAME=FACTOR, a factor of 0 or more",
    "points": "a whole number, 2 or more",
    "ratio": "a number between 0 and 1",
    "warm-epochs": "a whole number, 1 or more",
    "features": "a whole number, 1 or more",
    "folds": "a whole number, 2 or more, or loo",
    "half-samples": "a whole number, 0 or more",
    "group-mix": "a number from 0 to 1",
    "hierarchy": "a number above 0",
    "l2": "a number, 0 or more",
    "checkpoint-epochs": "a whole number, 1 or more",
    "checkpoint-steps": "a whole number, 1 or more",
    "checkpoint-minutes": "a number above 0",
    "checkpoint-keep": "a whole number, 1 or more, or all",
  ]

  /// - Parameters:
  ///   - message: of ArgumentParser.
  ///   - arguments: what the command was called with.
  static func reworded(_ message: String, arguments: [String]) -> String {
    let first = arguments.first ?? ""
    let names = LockstepCommand.subcommandNames
    let subcommand = names.contains(first) ? first : nil
    if subcommand == nil && !first.hasPrefix("-") && first != "help" {
      return "'\(first)': no such subcommand, expected one of \(names.joined(separator: ", ")); "
        + "see lockstep --help"
    }
    let message = message.split(whereSeparator: \.isNewline)
      .map { line in line.drop { $0 == " " } }.joined(separator: " ")
    let help = "see lockstep \(subcommand.map { $0 + " " } ?? "")--help"
    if let match = message.wholeMatch(
      of: /The value '(.*)' is invalid for '--([a-z0-9-]+) <.*>'(.*)/)
    {
      let (_, value, option, list) = match.output
      return "--\(option): found '\(value)', "
        + "expected \(expected(option, subcommand) ?? words(list) ?? "another"); \(help)"
    }
    if let match = message.wholeMatch(of: /Missing value for '--([a-z0-9-]+) <(.*)>'/) {
      let (_, option, valueName) = match.output
      return "--\(option): found no value, "
        + "expected \(expected(option, subcommand) ?? "a \(valueName)"); \(help)"
    }
    if let match = message.wholeMatch(of: /Unknown option '(.*?)'(\. Did you mean '(.*)'\?)?/) {
      return "\(match.output.1): no such option; "
        + (match.output.3.map { "did you mean \($0)?" } ?? help)
    }
    if let match = message.wholeMatch(of: /Missing expected argument '<(.*)>'/) {
      return "found no \(match.output.1.uppercased()), expected one; \(help)"
    }
    if let match = message.wholeMatch(
      of: /The option '(.*)' does not take any value, but '(.*)' was specified\./)
    {
      return "\(match.output.1): found the value '\(match.output.2)', expected none; \(help)"
    }
    if let match = message.wholeMatch(of: /(?:Unexpected argument|\d+ unexpected arguments:) (.*)/)
    {
      return "\(match.output.1): more arguments than expected; \(help)"
    }
    return message.hasSuffix("--help") ? message : "\(message); \(help)"
  }

  private static func expected(_ option: Substring, _ subcommand: String?) -> String? {
    expectations["\(subcommand ?? "") \(option)"] ?? expectations[String(option)]
  }

  /// The words behind ". Please provide one of …".
  private static func words(_ list: Substring) -> String? {
    let words = list.matches(of: /'([^']*)'|- (\S+)/).map { $0.output.1 ?? $0.output.2 ?? "" }
    return words.isEmpty ? nil : "one of \(words.joined(separator: ", "))"
  }
}
