import Lockstep

/// What `compare` tells a person: a line for everything that differs.
enum ComparisonText {
  static func text(_ answer: ComparisonAnswer, _ first: String, _ second: String) -> String {
    var lines: [(name: String, text: String)] = []
    func add<Value>(_ name: String, _ change: Change<Value>?) {
      guard let change else { return }
      func text(_ value: Value?) -> String {
        if let digest = value as? Digest { return "\(digest.description.prefix(16))…" }
        return value.map { "\($0)" } ?? "none"
      }
      lines.append((name, "\(text(change.before)) and \(text(change.after))"))
    }
    let changes = answer.changes
    add("contract", changes.contract)
    add("program", changes.program)
    add("command", changes.command)
    for change in changes.configuration {
      lines.append(("--\(change.option)", "\(change.before) and \(change.after)"))
    }
    if let data = changes.data {
      for change in data.options {
        lines.append(("--\(change.option)", "\(change.before) and \(change.after)"))
      }
      add("validation part", data.validationFraction)
      for file in data.files { add("\(file.role.rawValue) file", file.sha256) }
      add("training rows", data.trainingDigest)
      add("validation rows", data.validationDigest)
      if let column = data.column { lines.append(("columns", column)) }
    }
    add("network", changes.network)
    if let finished = changes.isFinished {
      lines.append(("finished", finished.before == true ? "only the first" : "only the second"))
    }
    add("epochs", changes.epochs)
    add("steps", changes.steps)
    for change in changes.circumstances {
      lines.append((change.option, "\(change.before) and \(change.after); decides no bits"))
    }
    add("weights", changes.digest)
    if !answer.same { lines += different(answer) }
    let title =
      answer.same ? "the same bits: \(first) and \(second)" : "not the same: \(first) and \(second)"
    let width = lines.map(\.name.count).max() ?? 0
    return
      ([title]
      + lines.map {
        $0.name + String(repeating: " ", count: width + 2 - $0.name.count) + $0.text
      }).joined(separator: "\n")
  }

  /// Where it begins.
  private static func different(_ answer: ComparisonAnswer) -> [(name: String, text: String)] {
    var lines: [(name: String, text: String)] = []
    switch answer.changes.firstDifferentEpoch {
    case nil: lines.append(("first epoch", "none differs"))
    case 0?: lines.append(("first epoch", "they begin otherwise"))
    case let epoch?: lines.append(("first epoch", "\(epoch)"))
    }
    if let reason = answer.notReplayed { lines.append(("first step", "not looked for: \(reason)")) }
    if let replay = answer.replay {
      let start =
        replay.startEpoch == 0
        ? "replayed from the start"
        : "replayed from the checkpoints after epoch \(replay.startEpoch)"
      lines.append(
        (
          "first step",
          replay.difference.map { "\($0.step), in epoch \($0.epoch); \(start)" }
            ?? "\(unchanged(answer, replay)); \(start)"
        ))
      lines += replay.unlikeReceipts.map {
        ("altered", "\($0) does not come out as it was recorded; see lockstep verify")
      }
      if let step = replay.difference { lines.append(("first shard", shard(step.shards))) }
    }
    if let parameter = answer.parameter {
      let isOfStep = answer.replay?.difference != nil
      lines.append((isOfStep ? "first parameter" : "models", place(parameter)))
      lines.append(("values", "\(parameter.before) and \(parameter.after)"))
      lines.append(
        (
          "bits",
          "\(ComparisonAnswer.bits(parameter.before)) and \(ComparisonAnswer.bits(parameter.after))"
        ))
    }
    return lines
  }

  /// What differs when no state does.
  private static func unchanged(_ answer: ComparisonAnswer, _ replay: Comparison.Replay) -> String {
    answer.changes.firstDifferentEpoch != nil && replay.unlikeReceipts.isEmpty
      ? "no state differs, only losses" : "no state differs"
  }

  private static func shard(_ shards: StepDifference.Shards) -> String {
    switch shards {
    case .same: return "all shards have the same gradient; the update differs"
    case .leftOut(let reason): return "not looked for: \(reason)"
    case .different(let shard):
      let rows = shard.differentRows
      let numbers = rows.prefix(8).map { "\($0)" }.joined(separator: ", ")
      let more = rows.count > 8 ? " and \(rows.count - 8) more" : ""
      let place = "\(shard.index) of \(shard.count)"
      return rows.isEmpty
        ? "\(place); its rows are the same"
        : "\(place); its rows that differ: \(numbers)\(more)"
    }
  }

  private static func place(_ parameter: ParameterDifference) -> String {
    let place = parameter.place
    let array = parameter.optimizerArray.map { "array \($0 + 1) of the optimizer, " } ?? ""
    let layer = "layer \(place.layer + 1), "
    guard let input = place.input else { return "\(array)\(layer)bias \(place.output + 1)" }
    let name = place.feature.map { " (\($0))" } ?? ""
    return "\(array)\(layer)weight of input \(input + 1)\(name) to output \(place.output + 1)"
  }
}
