import Testing

@Suite struct UsageErrorTests {
  @Test(arguments: [
    WrongCall("--workers 0", 64, "--workers: found '0', expected a number from 1 to"),
    WrongCall("--workers 5000", 64, "--workers: found '5000'"),
    WrongCall("--batch 0", 64, "--batch: found '0', expected a number above 0, or full"),
    WrongCall("--rate -1", 64, "--rate: found -1.0, expected a number above 0"),
    WrongCall("--rate=-1", 64, "--rate: found -1.0, expected a number above 0"),
    WrongCall("--rate abc", 64, "--rate: found 'abc', expected a number above 0"),
    WrongCall("--rate nan", 64, "--rate: found nan, expected a number above 0"),
    WrongCall("--l1 -0.5", 64, "--l1: found -0.5, expected 0 or more"),
    WrongCall(
      "--penalty l2", 64, "--penalty: found 'l2', expected one of l1, group-inputs, group-units"),
    WrongCall(
      "--l1-method lasso", 64,
      "--l1-method: found 'lasso', expected one of subgradient, proximal, proximal-decoupled"),
    WrongCall("--l1-method frozen-zeros", 64, "--l1-method: found 'frozen-zeros', expected one of"),
    WrongCall(
      "--penalty group-inputs --l1-method subgradient", 64,
      "--l1-method: found subgradient with --penalty group-inputs, expected proximal or"),
    WrongCall(
      "--penalty sparse-group --optimizer ftrl", 64,
      "--optimizer: found ftrl with --penalty sparse-group, expected sgd, momentum"),
    WrongCall(
      "--penalty hierarchical --hidden none", 64,
      "--penalty: found hierarchical with --hidden none, expected l1"),
    WrongCall(
      "--l1-method cumulative", 64, "--l1-method: found cumulative with adam, expected",
      "sgd, momentum, nesterov"),
    WrongCall(
      "--optimizer ftrl --schedule cosine", 64, "--schedule: found cosine with 0 steps of warm-up"),
    WrongCall("--optimizer fista", 64, "--batch: found 64 with fista, expected full"),
    WrongCall("--group-mix 2", 64, "--group-mix: found 2.0, expected a number from 0 to 1"),
    WrongCall("--group-mix x", 64, "--group-mix: found 'x', expected a number from 0 to 1"),
    WrongCall("--hierarchy 0", 64, "--hierarchy: found 0.0, expected a number above 0"),
    WrongCall(
      "--l1-layers 1,1", 64, "--l1-layers: found 2 factors, expected one for each of the 3"),
    WrongCall("--l1-layers 1,,1", 64, "--l1-layers: found '1,,1', expected numbers of 0 or more"),
    WrongCall("--l1-column a", 64, "--l1-column: found 'a', expected NAME=FACTOR"),
    WrongCall("--l1-column a=x", 64, "--l1-column: found 'a=x', expected NAME=FACTOR"),
    WrongCall("--l1-column a=-1", 64, "--l1-column: found a=-1.0, expected a factor of 0, or from"),
    WrongCall(
      "--l1-column hue=0", 64, "--l1-column: found 'hue', which is no input column, expected"),
    WrongCall("--l1-column label=0", 64, "--l1-column: found 'label', which is no input column"),
    WrongCall("--config factors.yml", 64, "--l1-column: found 'hue', which is no input column"),
    WrongCall("--seed -1", 64, "--seed: found '-1', expected a whole number"),
    WrongCall("--hidden 0", 64, "--hidden: found 0, expected widths"),
    WrongCall("--hidden 3,,4", 64, "--hidden: found '3,,4', expected widths"),
    WrongCall("--hidden -3,4", 64, "--hidden: found -3, expected widths"),
    WrongCall("--hidden 1048576,1048576", 64, "--hidden: found a network of", "memory"),
    WrongCall("--epochs 0", 64, "--epochs: found 0, expected 1 or more"),
    WrongCall("--validation-fraction 2", 64, "--validation-fraction: found 2.0, expected a number"),
    WrongCall("--dropout 1", 64, "--dropout: found 1.0, expected a number from 0"),
    WrongCall("--patience 3", 64, "--patience needs", "--validation"),
    WrongCall("--loss squared", 64, "--loss: found squared for 2 classes", "logistic"),
    WrongCall("--loss bogus", 64, "--loss: found 'bogus', expected one of auto, cross-entropy"),
    WrongCall("--activation bogus", 64, "--activation: found 'bogus', expected one of relu, tanh"),
    WrongCall("--column-type a=text", 64, "--column-type: found 'a=text', expected NAME=numeric"),
    WrongCall("--quiet=3", 64, "--quiet: found the value '3', expected none"),
    WrongCall("--epoch 3", 64, "--epoch: no such option; did you mean --epochs?"),
    WrongCall("--xyzzyxyzzy", 64, "--xyzzyxyzzy: no such option; see lockstep train --help"),
    WrongCall("more.csv", 64, "'more.csv': more arguments than expected"),
    WrongCall("--resume", 64, "--resume needs --run"),
    WrongCall("--example spam", 64, "DATA and --example"),
    WrongCall(
      "--config unknown.yml", 64, "unknown.yml:2:1: found the option 'rat', expected one of"),
    WrongCall("--config unclosed.yml", 64, "unclosed.yml:3:1: not YAML"),
    WrongCall("--config word.yml", 64, "word.yml:2:7: --rate: found 'fast', expected a number"),
    WrongCall("--config range.yml", 64, "range.yml:1:7: --rate: found -1.0, expected"),
    WrongCall("--config range.yml --rate=-2", 64, "error: --rate: found -2.0, expected"),
    WrongCall("--config list.yml", 64, "list.yml:1:1: found no mapping"),
    WrongCall("--config twice.yml", 64, "twice.yml:1:1: found rate twice"),
    WrongCall("--config deep.yml", 64, "deep.yml:1:", "not YAML"),
    WrongCall("--config nothing.yml", 66, "nothing.yml: no such file"),
    WrongCall("--config .", 66, "directory"),
  ])
  func `a wrong option is named with what was found and what is expected`(call: WrongCall) throws {
    try WrongCall("train good.csv --quiet " + call.testDescription, call.code, call.words)
      .expectFailure()
  }

  @Test(arguments: [
    WrongCall("trian good.csv", 64, "'trian': no such subcommand, expected one of train, evaluate"),
    WrongCall("train", 64, "found no DATA, expected a file, or --example"),
    WrongCall("train --example bogus", 64, "--example: no data set 'bogus'", "expected one of"),
    WrongCall("evaluate", 64, "found no RUN"),
    WrongCall("predict x", 64, "found no DATA"),
    WrongCall("inspect nothing", 66, "nothing: no such folder; expected a run folder"),
    WrongCall("inspect good.csv", 66, "good.csv: a file; expected a run folder"),
    WrongCall("evaluate . good.csv", 66, "a folder without model.json; expected a run folder"),
    WrongCall("predict nothing good.csv", 66, "nothing: no such folder"),
  ])
  func `a wrong call says what is missing`(call: WrongCall) throws {
    try call.expectFailure()
  }

  @Test func `an option without its value is named`() throws {
    let folder = try TemporaryFolder()
    for arguments in [["--rate"], ["--rate", "--json"]] {
      let result = try Command.run(["train", "x.csv"] + arguments, in: folder)
      expectFailure(result, 64, ["--rate: found no value, expected a number above 0"])
    }
  }
}
