extension Receipt {
  /// Refuses values that no run writes: of a file that was made consistent after it was altered.
  ///
  /// - Throws: `RunError.badFile` that names the field.
  func validate(path: String) throws(RunError) {
    func require(_ holds: Bool, _ field: String, _ expected: String) throws(RunError) {
      guard holds else {
        throw .badFile(path: path, what: "\"\(field)\" holds what no run has, expected \(expected)")
      }
    }
    do {
      try configuration.validate()
    } catch {
      throw .badFile(configuration: error, path: path)
    }
    if let fraction = data.validationFraction {
      try require(
        fraction > 0 && fraction < 1, "data.validationFraction", "a number between 0 and 1")
    }
    let hasValidation = data.validationFraction != nil || data.file(.validation) != nil
    try require(
      data.files.isEmpty || (data.validationDigest != nil) == hasValidation,
      "data.validationDigest", hasValidation ? "the digest of the validation rows" : "none")
    try require(
      epochs.indices.allSatisfy { epochs[$0].epoch == $0 + 1 }, "epochs", "epochs from 1 on")
    // Full-batch solvers do not look at validation rows.
    let measuresValidation =
      data.validationDigest != nil && configuration.optimizer.minibatch != nil
    try require(
      epochs.allSatisfy { ($0.validationLoss != nil) == measuresValidation }, "epochs",
      measuresValidation ? "a validationLoss in each" : "no validationLoss")
    let roles = data.files.map(\.role)
    try require(
      Set(roles).count == roles.count && (roles.isEmpty || roles.contains(.training)), "data.files",
      "one of training data, and at most one of each other role")
    let hasTest = [result.testLoss, result.testAccuracy, result.testR2].contains { $0 != nil }
    try require(
      !hasTest || roles.isEmpty || roles.contains(.test), "result", "nothing of test rows")
    try require(result.digest == digest, "result.digest", "\(digest), the run's digest")
    try require(
      (0...1 << 56).contains(result.steps), "result.steps", "a number of steps, 0 or more")
    if let selection {
      try require(
        (selection.features == nil) != (selection.folds == nil) && selection.features ?? 1 > 0
          && selection.folds ?? 2 > 1, "selection", "1 or more features, or 2 or more folds")
      try require(isFinished, "isFinished", "true of a model that was chosen")
      try require(
        (selection.folds == nil) == (selection.choice == nil), "selection.choice",
        "one with folds")
      try require(
        epochs.isEmpty && initialDigest == nil, "epochs", "none of a model that was chosen")
    } else {
      try require(initialDigest != nil, "initialDigest", "the digest of the run's beginning")
      try require(
        result.epochs == epochs.count, "result.epochs",
        "\(epochs.count), as many as \"epochs\"")
    }
  }
}

extension RunError {
  /// A configuration in a file that is not one of the command line's.
  static func badFile(configuration error: ConfigurationError, path: String) -> RunError {
    .badFile(
      path: path,
      what: "\"configuration.\(error.option)\" holds \(error.found), expected \(error.expected)")
  }
}
