import Lockstep

// Names of options that were given although some commands have no use for them.

extension TrainingOptions {
  /// An option that says how long to train.
  var length: String? {
    if epochs != nil { return "epochs" }
    return patience != nil ? "patience" : nil
  }

  /// An option that says what network to train.
  var shape: String? {
    if hidden != nil { return "hidden" }
    return loss.loss != nil ? "loss" : nil
  }
}

extension DataOptions {
  /// An option that names rows that are not trained on.
  var heldOut: String? {
    if test != nil { return "test" }
    if validation != nil { return "validation" }
    return validationFraction != nil ? "validation-fraction" : nil
  }

  /// An option that says what the columns of a table mean.
  var meaning: String? {
    if target != nil { return "target" }
    if header != .auto { return "header" }
    if !columnType.isEmpty { return "column-type" }
    if !ignore.isEmpty { return "ignore" }
    if scaling != .standard { return "scaling" }
    return task != nil ? "task" : nil
  }
}
