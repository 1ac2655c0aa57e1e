import Arithmetic
import Learning

/// Weights, optimizer state and progress, in network order: a run goes on from here with any
/// number of workers to the same bits.
public struct TrainingState: Equatable, Sendable {
  public var progress: TrainingProgress
  public var parameters: [Float]
  /// The optimizer's arrays, each as long as the parameters.
  public var optimizer: [[Float]]
  /// The best weights so far, with early stopping.
  public var best: [Float]?
  /// The chained digests of the epochs up to here; nil where they were not asked for.
  public var chain: EpochChain?
  /// Wall time of training up to here, of all processes. Decides nothing.
  public var seconds = 0.0
}

extension TrainingState {
  /// Puts the state where a run works on it.
  ///
  /// - Parameters:
  ///   - best: nil where the run keeps no best weights.
  ///   - minibatches: of an epoch; 1 for a full-batch solver.
  /// - Throws: `TrainingError.foreignState` if it is of another network, optimizer or number of rows.
  func load(
    into parameters: Parameters, _ states: View<View<Float>>, best target: Parameters?,
    epochs: Int, minibatches: Int
  ) throws(TrainingError) {
    let expected = parameters.layout.network.parameters
    guard
      self.parameters.count == expected, best.map({ $0.count == expected }) ?? true,
      best == nil || target != nil, optimizer.count == states.count,
      optimizer.allSatisfy({ $0.count == expected })
    else { throw .foreignState("its arrays are not those of \(expected) parameters") }
    guard progress.isOfRun(epochs: epochs, minibatches: minibatches),
      target == nil || (best == nil) == (progress.bestLoss == nil)
    else {
      throw .foreignState(
        "\(progress.steps) steps and \(progress.finishedEpochs) epochs are done, of \(epochs) epochs of "
          + "\(minibatches) steps")
    }
    parameters.load(networkOrder: self.parameters)
    for (index, values) in optimizer.enumerated() {
      parameters.layout.store(networkOrder: values, to: states[index])
    }
    if let best { target?.load(networkOrder: best) }
  }
}
