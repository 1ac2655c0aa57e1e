import ArgumentParser
import Lockstep

/// The options of `path` and `tune` that say how the path goes.
struct PathOptions: ParsableArguments {
  private static let defaults = PathPlan()

  @Option(
    help: ArgumentHelp(
      "Strengths of the grid; upwards 0 comes before them, and more until nothing survives.",
      valueName: "N")
  )
  var points = defaults.points

  @Option(
    help: ArgumentHelp(
      "The smallest strength over the largest (default: 0.0001 without hidden layers, else 0.001; 0.01 "
        + "with fewer rows than inputs)."))
  var ratio: Double?

  @Option(
    help: ArgumentHelp(
      "Which way: down from the empty model or up from the dense one (default: down without hidden "
        + "layers, else up)."))
  var direction: PathDirection?

  @Option(
    help: ArgumentHelp(
      "Epochs of fits that start from their neighbour's weights (default: a fifth of --epochs).",
      valueName: "N"))
  var warmEpochs: Int?

  @Flag(
    inversion: .prefixedNo,
    help: ArgumentHelp(
      "Train the survivors of each point again without penalty (default: in tune; in path the kept "
        + "model alone)."))
  var refit: Bool?

  @Option(help: ArgumentHelp("Also draw the path.", valueName: "FILE"))
  var svg: String?

  @Option(help: ArgumentHelp("Also write the points as CSV.", valueName: "FILE"))
  var csv: String?

  /// - Parameter l2: as given.
  func plan(
    for configuration: TrainingConfiguration, data: PreparedData, refits: Bool, l2: Double?
  ) -> PathPlan {
    var plan = PathPlan()
    plan.points = points
    // With more inputs than rows everything is explained long before.
    let hasFewRows = data.training.rows < data.training.features
    plan.ratio = ratio ?? (hasFewRows ? 0.01 : configuration.hidden.isEmpty ? 0.0001 : 0.001)
    plan.direction = direction ?? (configuration.hidden.isEmpty ? .down : .up)
    plan.refits = refit ?? refits
    plan.refitL2 = l2 ?? 0
    plan.warmEpochs =
      warmEpochs
      ?? (configuration.optimizer.minibatch == nil
        ? configuration.epochs : max(1, configuration.epochs / 5))
    return plan
  }

  /// Found out before minutes of fitting.
  func requireWritable() throws {
    if let svg { try WholeFile.requireWritable(svg) }
    if let csv { try WholeFile.requireWritable(csv) }
  }
}

extension TrainingOptions {
  /// The configuration that a path's fits share.
  ///
  /// Without hidden layers the problem is convex, and unless options say otherwise a full-batch solver
  /// works until its certificate is small.
  func pathConfiguration() throws -> TrainingConfiguration {
    if l1 != nil {
      throw ValidationError(
        "--l1: found, but a path finds its strengths itself; leave it out, or use train")
    }
    var defaults = TrainingConfiguration()
    if hidden?.widths.isEmpty == true && optimizer == nil && batch == nil {
      defaults.optimizer = .fista
      defaults.batch = .full
      defaults.epochs = 10_000
    } else if let optimizer, optimizer.minibatch == nil {
      defaults.batch = .full
      defaults.epochs = 10_000
    }
    if penalty.needsAnchor && hidden?.widths.isEmpty != true { defaults.l2 = Self.anchor }
    return trainingConfiguration(over: defaults)
  }

  /// λ₂ of a network's path whose penalty reaches some layers alone. Without it those layers would shrink
  /// and the next ones grow for as long as training goes on, and no strength would mean anything.
  private static let anchor = 0.01
}

extension Penalty.Shape {
  /// Whether it leaves layers of a network alone that could make up for what it does to others.
  fileprivate var needsAnchor: Bool { self == .groupInputs || self == .groupUnits }
}
