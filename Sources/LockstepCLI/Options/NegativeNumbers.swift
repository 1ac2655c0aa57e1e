/// `--rate -1` as `--rate=-1`.
///
/// ArgumentParser takes `-1` for an option and says that the value of `--rate` is missing; the
/// number itself is what the user has to be told about.
enum NegativeNumbers {
  static func joined(_ arguments: [String]) -> [String] {
    var result: [String] = []
    for (index, argument) in arguments.enumerated() {
      if argument == "--" { return result + arguments[index...] }
      if let last = result.last, isNegativeNumber(argument), takesNumber(last) {
        result[result.count - 1] = last + "=" + argument
      } else {
        result.append(argument)
      }
    }
    return result
  }

  private static func takesNumber(_ argument: String) -> Bool {
    argument.hasPrefix("--") && ConfigurationFile.optionNames[String(argument.dropFirst(2))] == true
  }

  private static func isNegativeNumber(_ argument: String) -> Bool {
    argument.wholeMatch(of: /-[0-9.][0-9.,eE+-]*/) != nil
  }
}
