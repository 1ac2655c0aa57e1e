import ArgumentParser

/// Where the data of the second of two runs are, if not where its receipt says.
struct OtherDataOptions: ParsableArguments {
  @Option(help: ArgumentHelp("As --data, of the second run.", valueName: "PATH"))
  var otherData: String?

  @Option(help: ArgumentHelp("As --validation, of the second run.", valueName: "PATH"))
  var otherValidation: String?
}
