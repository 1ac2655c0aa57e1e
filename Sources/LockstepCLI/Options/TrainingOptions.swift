import ArgumentParser
import Lockstep

/// The options of `train` that decide the bits besides the data.
struct TrainingOptions: ParsableArguments {
  private static let defaults = TrainingConfiguration()

  // Nil: not given. Then it is `train`'s default, or what `scale --synthetic` has instead.
  @Option(
    help: ArgumentHelp(
      "Widths of the hidden layers, or none (default: \(HiddenWidths(defaults.hidden))).",
      valueName: "64,32|none"))
  var hidden: HiddenWidths?

  @Option(help: "Activation of the hidden layers.")
  var activation: Activation = defaults.activation

  @Option(help: "Loss; auto: cross-entropy or logistic for classes, squared for numbers.")
  var loss: LossArgument = .auto

  @Option(help: "How weights begin.")
  var initializer: Initializer = defaults.initializer

  @Option(help: "Fraction of hidden units dropped in training.")
  var dropout = defaults.dropout

  @Option(
    help: ArgumentHelp(
      "Optimizer; fista and owlqn with --batch full (default: \(defaults.optimizer.rawValue); in path "
        + "and tune fista with --hidden none)."))
  var optimizer: OptimizerName?

  @Option(help: "Learning rate (default: \(defaults.rate)).")
  var rate: Double?

  @Option(help: "Momentum of momentum and nesterov.")
  var momentum = defaults.momentum

  @Option(help: "Learning rate over the run.")
  var schedule: Schedule.Shape = defaults.schedule

  @Option(help: "Steps during which the rate rises to its value.")
  var warmup = defaults.warmup

  @Option(help: "Decoupled weight decay (default: 0.01 for adamw, else 0).")
  var weightDecay: Double?

  @Option(
    help: ArgumentHelp(
      "Epochs; iterations of fista and owlqn (default: \(defaults.epochs); of these in path and tune "
        + "10000)."))
  var epochs: Int?

  @Option(
    help: ArgumentHelp(
      "Rows of a minibatch, or full (default: \(defaults.batch)).", valueName: "N|full"))
  var batch: BatchSize?

  @Option(help: "Rows of a shard, the leaf of the reduction tree.")
  var rowsPerShard = defaults.rowsPerShard

  @Option(
    help: ArgumentHelp(
      "Stop after N epochs without a better validation loss, and keep the best weights.",
      valueName: "N"))
  var patience: Int?

  @Option(help: "Seed of weights, row order, dropout and splits.")
  var seed = defaults.seed

  @Option(help: "Strength λ of the penalty (default: \(defaults.l1)).")
  var l1: Double?

  @Option(help: "What is penalized: weights, or rows of weights that vanish whole.")
  var penalty: Penalty.Shape = defaults.penalty

  @Option(
    help: "How the penalty acts; proximal, the default, gives exact zeros.")
  var l1Method: PenaltyMethodArgument?

  @Option(help: ArgumentHelp("Factors of λ, one per layer.", valueName: "F,F,…"))
  var l1Layers: LayerFactors?

  @Option(
    help: ArgumentHelp(
      "Factor of λ for a column's weights; 0: never penalized.", valueName: "NAME=F"))
  var l1Column: [ColumnFactor] = []

  @Option(help: "Share of L1 in sparse-group, 0 to 1; the rest is group lasso.")
  var groupMix = defaults.groupMix

  @Option(help: "M of hierarchical: hidden weights of an input are at most M·‖skip weights‖.")
  var hierarchy = defaults.hierarchy

  @Option(
    help: ArgumentHelp(
      "Strength λ of the L2 penalty ½·λ·Σw² (default: \(defaults.l2); in path and tune 0.01 for "
        + "group-inputs and group-units with hidden layers)."))
  var l2: Double?

  /// - Parameter defaults: what holds where an option was not given.
  func trainingConfiguration(
    over defaults: TrainingConfiguration = defaults
  ) -> TrainingConfiguration {
    var configuration = defaults
    configuration.hidden = hidden?.widths ?? defaults.hidden
    configuration.activation = activation
    configuration.loss = loss.loss
    configuration.initializer = initializer
    configuration.dropout = dropout
    configuration.optimizer = optimizer ?? defaults.optimizer
    configuration.rate = rate ?? defaults.rate
    configuration.momentum = momentum
    configuration.schedule = schedule
    configuration.warmup = warmup
    configuration.weightDecay = weightDecay
    configuration.epochs = epochs ?? defaults.epochs
    configuration.batch = batch ?? defaults.batch
    configuration.rowsPerShard = rowsPerShard
    configuration.patience = patience
    configuration.seed = seed
    configuration.l1 = l1 ?? defaults.l1
    configuration.penalty = penalty
    configuration.l1Method = l1Method?.method ?? defaults.l1Method
    configuration.l1Layers = l1Layers?.factors ?? []
    configuration.l1Column = l1Column
    configuration.groupMix = groupMix
    configuration.hierarchy = hierarchy
    configuration.l2 = l2 ?? defaults.l2
    return configuration
  }
}
