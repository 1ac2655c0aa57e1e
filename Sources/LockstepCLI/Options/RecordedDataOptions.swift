import ArgumentParser
import Lockstep

/// Where the data of a recorded run are, if not where its receipt says.
struct RecordedDataOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The training data, if they are not where the receipt says.", valueName: "PATH"))
  var data: String?

  @Option(help: ArgumentHelp("The same for validation data.", valueName: "PATH"))
  var validation: String?

  @Flag(help: "Train on the data even if their digests are not those of the receipt.")
  var ignoreDataDigest = false

  func data(of receipt: Receipt) -> RecordedData {
    var overrides: [DataFile.Role: String] = [:]
    overrides[.training] = data
    overrides[.validation] = validation
    return RecordedData(of: receipt, overrides: overrides, ignoresDigests: ignoreDataDigest)
  }
}
