public import Learning
internal import Training

/// How training is expected to scale on a machine, from costs that were measured on another one.
public struct ScalingPrediction: Codable, Equatable, Sendable {
  public var machine: PredictedMachine
  /// What would be trained: a file, an example, or made rows.
  public var data: String
  /// Inputs, hidden widths, outputs.
  public var widths: [Int]
  public var activation: Activation
  public var loss: Loss
  /// Rows of a minibatch.
  public var rowsPerStep: Int
  public var rowsPerShard: Int
  /// How often each cost was measured.
  public var rounds: Int
  /// That the costs were measured with.
  public var instructionSet: String
  /// In ascending order of workers.
  public var rows: [PredictionRow]
  /// What was taken for granted, a sentence each.
  public var assumptions: [String]
  public var costs: StepCosts
  /// Why the costs are not to be trusted, a sentence each; empty on a quiet machine.
  public var noise: [String]

  public init(
    machine: PredictedMachine, data: String, widths: [Int], activation: Activation, loss: Loss,
    rowsPerStep: Int, rowsPerShard: Int, rounds: Int, instructionSet: String,
    rows: [PredictionRow], assumptions: [String], costs: StepCosts, noise: [String]
  ) {
    self.machine = machine
    self.data = data
    self.widths = widths
    self.activation = activation
    self.loss = loss
    self.rowsPerStep = rowsPerStep
    self.rowsPerShard = rowsPerShard
    self.rounds = rounds
    self.instructionSet = instructionSet
    self.rows = rows
    self.assumptions = assumptions
    self.costs = costs
    self.noise = noise
  }

  /// Widths, activation of the hidden layers if there are any, and loss, for people.
  public var network: String {
    let shape = widths.map(String.init).joined(separator: "→")
    let hidden = widths.count > 2 ? [activation.rawValue] : []
    return ([shape] + hidden + [loss.rawValue]).joined(separator: ", ")
  }
}
