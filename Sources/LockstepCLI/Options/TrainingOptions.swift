import ArgumentParser
import Lockstep

/// The options of `train` that decide the bits besides the data.
struct TrainingOptions: ParsableArguments {
  private static let defaults = TrainingConfiguration()

  @Option(help: ArgumentHelp("Widths of the hidden layers, or none.", valueName: "64,32|none"))
  var hidden = HiddenWidths(defaults.hidden)

  @Option(help: "Activation of the hidden layers.")
  var activation: Activation = defaults.activation

  @Option(help: "Loss; auto: cross-entropy or logistic for classes, squared for numbers.")
  var loss: LossArgument = .auto

  @Option(help: "How weights begin.")
  var initializer: Initializer = defaults.initializer

  @Option(help: "Fraction of hidden units dropped in training.")
  var dropout = defaults.dropout

  @Option(help: "Optimizer.")
  var optimizer: Optimizer = defaults.optimizer

  @Option(help: "Learning rate.")
  var rate = defaults.rate

  @Option(help: "Momentum of momentum and nesterov.")
  var momentum = defaults.momentum

  @Option(help: "Learning rate over the run.")
  var schedule: Schedule.Shape = defaults.schedule

  @Option(help: "Steps during which the rate rises to its value.")
  var warmup = defaults.warmup

  @Option(help: "Decoupled weight decay (default: 0.01 for adamw, else 0).")
  var weightDecay: Double?

  @Option(help: "Epochs.")
  var epochs = defaults.epochs

  @Option(help: ArgumentHelp("Rows of a minibatch, or full.", valueName: "N|full"))
  var batch: BatchSize = defaults.batch

  @Option(help: "Rows of a shard, the leaf of the reduction tree.")
  var rowsPerShard = defaults.rowsPerShard

  @Option(
    help: ArgumentHelp(
      "Stop after N epochs without a better validation loss, and keep the best weights.",
      valueName: "N"))
  var patience: Int?

  @Option(help: "Seed of weights, row order, dropout and splits.")
  var seed = defaults.seed

  @Option(help: "Strength of the L1 penalty.")
  var l1 = defaults.l1

  @Option(help: "How the L1 penalty acts; proximal gives exact zeros.")
  var l1Method: L1Penalty.Method = defaults.l1Method

  @Option(help: "Strength λ of the L2 penalty ½·λ·Σw².")
  var l2 = defaults.l2

  var trainingConfiguration: TrainingConfiguration {
    var configuration = TrainingConfiguration()
    configuration.hidden = hidden.widths
    configuration.activation = activation
    configuration.loss = loss.loss
    configuration.initializer = initializer
    configuration.dropout = dropout
    configuration.optimizer = optimizer
    configuration.rate = rate
    configuration.momentum = momentum
    configuration.schedule = schedule
    configuration.warmup = warmup
    configuration.weightDecay = weightDecay
    configuration.epochs = epochs
    configuration.batch = batch
    configuration.rowsPerShard = rowsPerShard
    configuration.patience = patience
    configuration.seed = seed
    configuration.l1 = l1
    configuration.l1Method = l1Method
    configuration.l2 = l2
    return configuration
  }
}
