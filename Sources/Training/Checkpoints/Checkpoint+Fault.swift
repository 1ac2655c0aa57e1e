import Learning

extension Checkpoint {
  /// Why no run of this network, configuration and number of rows can have written it; nil if one can.
  func fault(
    of network: Network, _ configuration: TrainingConfiguration, rows: Int
  ) -> String? {
    let parameters = network.parameters
    let arrays = [state.parameters] + state.optimizer + [state.best ?? state.parameters]
    guard arrays.allSatisfy({ $0.count == parameters }),
      state.optimizer.count == configuration.stateArrays
    else { return "its arrays are not those of \(parameters) parameters" }
    let minibatches = configuration.stepsPerEpoch(rows: rows)
    guard state.progress.isOfRun(epochs: configuration.epochs, minibatches: minibatches),
      (state.best != nil) == (configuration.patience != nil && state.progress.bestLoss != nil),
      records.indices.allSatisfy({ records[$0].steps == (records[$0].epoch) * minibatches })
    else {
      return "\"progress\" says \(state.progress.steps) steps and "
        + "\(state.progress.finishedEpochs) epochs, "
        + "which no run of \(configuration.epochs) epochs of \(minibatches) steps comes by"
    }
    return nil
  }
}

extension TrainingConfiguration {
  /// Steps of an epoch of so many rows; of a full-batch solver its iteration.
  func stepsPerEpoch(rows: Int) -> Int {
    guard optimizer.minibatch != nil else { return 1 }
    let rowsPerStep = batch.rows(of: rows)
    return (rows + rowsPerStep - 1) / rowsPerStep
  }
}
