public import Learning

extension TrainingConfiguration {
  /// Reads what any version wrote: what an older one did not know has its default.
  public init(from decoder: any Decoder) throws {
    self.init()
    let values = try decoder.container(keyedBy: CodingKeys.self)
    hidden = try values.decode([Int].self, forKey: .hidden)
    activation = try values.decode(Activation.self, forKey: .activation)
    loss = try values.decodeIfPresent(Loss.self, forKey: .loss)
    initializer = try values.decode(Initializer.self, forKey: .initializer)
    dropout = try values.decode(Double.self, forKey: .dropout)
    optimizer = try values.decode(OptimizerName.self, forKey: .optimizer)
    rate = try values.decode(Double.self, forKey: .rate)
    momentum = try values.decode(Double.self, forKey: .momentum)
    schedule = try values.decode(Schedule.Shape.self, forKey: .schedule)
    warmup = try values.decode(Int.self, forKey: .warmup)
    weightDecay = try values.decodeIfPresent(Double.self, forKey: .weightDecay)
    epochs = try values.decode(Int.self, forKey: .epochs)
    batch = try values.decode(BatchSize.self, forKey: .batch)
    rowsPerShard = try values.decode(Int.self, forKey: .rowsPerShard)
    patience = try values.decodeIfPresent(Int.self, forKey: .patience)
    seed = try values.decode(UInt64.self, forKey: .seed)
    l1 = try values.decode(Double.self, forKey: .l1)
    l1Method = try values.decode(Penalty.Method.self, forKey: .l1Method)
    l2 = try values.decode(Double.self, forKey: .l2)
    penalty = try values.decodeIfPresent(Penalty.Shape.self, forKey: .penalty) ?? penalty
    l1Layers = try values.decodeIfPresent([Double].self, forKey: .l1Layers) ?? l1Layers
    l1Column = try values.decodeIfPresent([ColumnFactor].self, forKey: .l1Column) ?? l1Column
    groupMix = try values.decodeIfPresent(Double.self, forKey: .groupMix) ?? groupMix
    hierarchy = try values.decodeIfPresent(Double.self, forKey: .hierarchy) ?? hierarchy
  }
}

extension Activation: Codable {}
extension Loss: Codable {}
extension Initializer: Codable {}
extension Schedule.Shape: Codable {}
extension Penalty.Shape: Codable {}
extension Penalty.Method: Codable {}
