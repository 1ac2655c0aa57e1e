import Lockstep

/// What `compare --json` prints: all keys, null where there is nothing to say.
struct ComparisonAnswer: Encodable {
  let same: Bool
  let changes: RunChanges
  let replay: Comparison.Replay?
  let notReplayed: String?
  /// After the first step that differs, or of the models.
  let parameter: ParameterDifference?

  init(_ comparison: Comparison, _ outcome: Comparison.ReplayOutcome) {
    same = comparison.changes.isSame
    changes = comparison.changes
    switch outcome {
    case .done(let done):
      replay = done
      notReplayed = nil
    case .leftOut(let reason):
      replay = nil
      notReplayed = reason
    }
    parameter = replay?.difference?.parameter ?? comparison.modelDifference
  }

  /// The first shard whose gradient differs.
  var shard: StepDifference.Shard? {
    guard case .different(let shard)? = replay?.difference?.shards else { return nil }
    return shard
  }

  /// Why there is no such shard, or that there is one.
  var shards: String? {
    switch replay?.difference?.shards {
    case .different: "different"
    case .same: "same"
    case .leftOut(let reason): "left out: \(reason)"
    case nil: nil
    }
  }

  private struct Shard: Encodable {
    let index, count: Int
    let rows, otherRows, differentRows: [Int]

    init(_ shard: StepDifference.Shard) {
      index = shard.index
      count = shard.count
      rows = shard.rows
      otherRows = shard.otherRows
      differentRows = shard.differentRows
    }
  }

  private struct Parameter: Encodable {
    /// As in a checkpoint's or model's file.
    let tensor: String
    let index: [Int]
    let feature: String?

    init(_ difference: ParameterDifference) {
      tensor =
        (difference.optimizerArray.map { "optimizer.\($0)." } ?? "") + difference.place.tensor
      index = difference.place.tensorIndex
      feature = difference.place.feature
    }

    private enum CodingKeys: String, CodingKey {
      case tensor, index, feature
    }

    func encode(to encoder: any Encoder) throws {
      var values = encoder.container(keyedBy: CodingKeys.self)
      try values.encode(tensor, forKey: .tensor)
      try values.encode(index, forKey: .index)
      try values.encode(feature, forKey: .feature)
    }
  }

  private enum CodingKeys: String, CodingKey {
    case same, contract, program, command, configuration, data, network, finished, epochs, steps
    case firstDifferentEpoch, digest, affectsNoBits, replayedFrom, notReplayed, unlikeReceipts
    case epoch, step, shards, shard, layer, parameter, values, bits
  }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(same, forKey: .same)
    try values.encode(changes.contract, forKey: .contract)
    try values.encode(changes.program, forKey: .program)
    try values.encode(changes.command, forKey: .command)
    try values.encode(changes.configuration, forKey: .configuration)
    try values.encode(changes.data, forKey: .data)
    try values.encode(changes.network, forKey: .network)
    try values.encode(changes.isFinished, forKey: .finished)
    try values.encode(changes.epochs, forKey: .epochs)
    try values.encode(changes.steps, forKey: .steps)
    try values.encode(changes.firstDifferentEpoch, forKey: .firstDifferentEpoch)
    try values.encode(changes.digest, forKey: .digest)
    try values.encode(changes.circumstances, forKey: .affectsNoBits)
    try values.encode(replay?.startEpoch, forKey: .replayedFrom)
    try values.encode(notReplayed, forKey: .notReplayed)
    try values.encode(replay?.unlikeReceipts ?? [], forKey: .unlikeReceipts)
    try values.encode(replay?.difference?.epoch, forKey: .epoch)
    try values.encode(replay?.difference?.step, forKey: .step)
    try values.encode(shards, forKey: .shards)
    try values.encode(shard.map(Shard.init), forKey: .shard)
    try values.encode(parameter.map { $0.place.layer + 1 }, forKey: .layer)
    try values.encode(parameter.map(Parameter.init), forKey: .parameter)
    let pair = parameter.map { [$0.before, $0.after] }
    // JSON has no word for a NaN or an infinity; the bits have.
    try values.encode(pair?.map { $0.isFinite ? $0 : nil }, forKey: .values)
    try values.encode(pair?.map(Self.bits), forKey: .bits)
  }

  /// The bits of a number in hexadecimal digits.
  static func bits(_ number: Float) -> String {
    let digits = String(number.bitPattern, radix: 16)
    return "0x" + String(repeating: "0", count: 8 - digits.count) + digits
  }
}
