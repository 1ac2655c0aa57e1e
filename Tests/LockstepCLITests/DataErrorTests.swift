import Foundation
import Testing

/// A case: arguments behind `train`, exit code, and words of the error line.
struct WrongCall: CustomTestStringConvertible {
  let arguments: [String]
  let code: Int32
  let words: [String]

  init(_ arguments: String, _ code: Int32, _ words: String...) {
    self.arguments = arguments.split(separator: " ").map(String.init)
    self.code = code
    self.words = words
  }

  var testDescription: String { arguments.joined(separator: " ") }

  /// Runs it with and without `--json`, and expects that nothing is left of it.
  func expectFailure() throws {
    let folder = try TemporaryFolder()
    try folder.makeFiles(arguments)
    let before = try folder.content()
    for json in [[], ["--json"]] {
      let result = try Command.run(arguments + json, in: folder)
      LockstepCLITests.expectFailure(result, code, words)
      #expect(try folder.content() == before)
    }
  }
}

@Suite struct DataErrorTests {
  @Test(arguments: [
    WrongCall("nothing.csv", 66, "nothing.csv: no such file"),
    WrongCall(".", 66, "a folder; expected a file"),
    WrongCall("/dev/zero", 66, "a device"),
    WrongCall("empty.csv", 65, "empty.csv: an empty file"),
    WrongCall("header.csv", 65, "header.csv:1:1: a header and no rows"),
    WrongCall("one.csv", 65, "one row"),
    WrongCall("short.csv", 65, "short.csv:51:", "4 cells; expected 5"),
    WrongCall("long.csv", 65, "long.csv:51:", "6 cells; expected 5"),
    WrongCall("large-text.csv", 65, "large-text.csv:40001:", "'oops'", "--column-type b="),
    WrongCall("constant.csv", 65, "the same value 'yes'"),
    WrongCall("missing.csv", 65, "no cell in column 'b'", "--ignore b"),
    WrongCall("infinite.csv", 65, "infinite.csv:11:", "'-Infinity'", "finite number"),
    WrongCall("overflow.csv", 65, "overflow.csv:11:", "'1e999'", "finite number"),
    WrongCall("levels.csv", 65, "more than 10000 levels", "--ignore colour"),
    WrongCall("twice.csv", 65, "twice.csv:1:5: column name 'a' again"),
    WrongCall("latin.csv", 65, "byte 0xFC", "UTF-8"),
    WrongCall("good.csv --target labl", 64, "no column 'labl'", "did you mean 'label'?"),
    WrongCall("good.csv --ignore labl", 64, "no column 'labl'", "did you mean 'label'?"),
    WrongCall("good.csv --test nothing.csv", 66, "nothing.csv"),
    WrongCall("good.csv --test no-label.csv", 65, "no-label.csv: no target column 'label'"),
    WrongCall("good.csv --validation no-b.csv", 65, "no-b.csv: no column 'b'"),
    WrongCall("good.csv --validation-fraction 0.999", 65, "1 rows to train on"),
  ])
  func `broken data are one line that names the place`(call: WrongCall) throws {
    try WrongCall(
      "train --quiet --epochs 1 --workers 1 " + call.testDescription, call.code, call.words
    ).expectFailure()
  }

  @Test(arguments: [
    WrongCall("good.csv --rate 1e30 --optimizer sgd", 70, "diverged at step"),
    WrongCall(
      "--example concrete --scaling none --rate 1e38 --optimizer sgd", 70,
      "diverged at step 1 (epoch 1): a weight of layer 1"),
    WrongCall("number.csv --rate 1e3 --optimizer sgd", 70, "diverged at step", "try a rate below"),
    WrongCall("number.csv --rate 1e15 --optimizer sgd --batch full --epochs 1", 70, "diverged"),
  ])
  func `a run that diverges says at which step and leaves nothing`(call: WrongCall) throws {
    try WrongCall(
      "train --quiet --workers 2 --participation all --epochs 20 " + call.testDescription,
      call.code, call.words
    ).expectFailure()
  }

  @Test(arguments: ["evaluate", "predict"])
  func `data that do not fit the model are refused`(command: String) throws {
    let folder = try TemporaryFolder()
    try folder.makeFiles(["good.csv", "no-label.csv", "no-b.csv", "header.csv"])
    let trained = try Command.run(
      ["train", "good.csv", "--epochs", "1", "--run", "r", "--quiet"], in: folder)
    #expect(trained.code == 0, "\(trained.errors)")
    let noB = try Command.run([command, "r", "no-b.csv", "--json"], in: folder)
    expectFailure(noB, 65, ["no-b.csv: no column 'b'"])
    expectFailure(try Command.run([command, "r", "header.csv"], in: folder), 65, ["no rows"])
    let unlabelled = try Command.run([command, "r", "no-label.csv"], in: folder)
    if command == "evaluate" {
      expectFailure(unlabelled, 65, ["no target column 'label'"])
    } else {
      #expect(unlabelled.code == 0, "\(unlabelled.errors)")
    }
  }
}

extension WrongCall {
  init(_ arguments: String, _ code: Int32, _ words: [String]) {
    self.arguments = arguments.split(separator: " ").map(String.init)
    self.code = code
    self.words = words
  }
}
