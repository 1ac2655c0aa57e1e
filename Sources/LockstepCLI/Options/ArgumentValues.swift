public import ArgumentParser
public import Lockstep

// The words of the command line are the raw values of the enums that they set.
extension Activation: ExpressibleByArgument {}
extension Initializer: ExpressibleByArgument {}
extension OptimizerName: ExpressibleByArgument {}
extension Penalty.Shape: ExpressibleByArgument {}
extension PathDirection: ExpressibleByArgument {}
extension TuneChoice: ExpressibleByArgument {}
extension Schedule.Shape: ExpressibleByArgument {}
extension HeaderRule: ExpressibleByArgument {}
extension Scaling: ExpressibleByArgument {}
extension Participation: ExpressibleByArgument {}
extension PlacementOrder: ExpressibleByArgument {}
extension CoreKindRule: ExpressibleByArgument {}
extension SplitRule: ExpressibleByArgument {}
extension WeightMemory: ExpressibleByArgument {}
extension RowMemory: ExpressibleByArgument {}
extension PredictionTask: ExpressibleByArgument {}

/// `--workers N|all|per-core|per-thread|per-cache`.
extension WorkerRule: ExpressibleByArgument {
  public init?(argument: String) {
    if argument == "all" {
      self = .perCore
    } else {
      self.init(argument)
    }
  }
}

/// `--hidden 64,32` or `--hidden none`.
struct HiddenWidths: ExpressibleByArgument, CustomStringConvertible {
  let widths: [Int]

  init?(argument: String) {
    if argument == "none" {
      widths = []
      return
    }
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == parts.count else { return nil }
    widths = numbers
  }

  init(_ widths: [Int]) { self.widths = widths }

  var description: String {
    widths.isEmpty ? "none" : widths.map { "\($0)" }.joined(separator: ",")
  }
}

extension BatchSize: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
  public var defaultValueDescription: String { description }
}

/// `--column-type NAME=numeric|categorical`.
struct ColumnTypeArgument: ExpressibleByArgument {
  let override: ColumnKindOverride

  init?(argument: String) {
    guard let equals = argument.lastIndex(of: "="),
      let kind = ColumnKind(rawValue: String(argument[argument.index(after: equals)...]))
    else { return nil }
    override = ColumnKindOverride(name: String(argument[..<equals]), kind: kind)
  }
}

/// `--loss`: those that a user can ask for.
enum LossArgument: String, CaseIterable, ExpressibleByArgument {
  case auto
  case crossEntropy = "cross-entropy"
  case logistic, squared, huber

  var loss: Loss? { Loss(rawValue: rawValue) }
}

/// `--l1-method`: those that a user can ask for.
enum PenaltyMethodArgument: String, CaseIterable, ExpressibleByArgument {
  case subgradient, proximal
  case proximalDecoupled = "proximal-decoupled"
  case cumulative

  var method: Penalty.Method? { Penalty.Method(rawValue: rawValue) }
}

/// `--l1-layers 1,0.5,0`.
struct LayerFactors: ExpressibleByArgument {
  let factors: [Double]

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    factors = parts.compactMap { Double($0) }
    guard factors.count == parts.count else { return nil }
  }
}

/// `--l1-column NAME=FACTOR`.
extension ColumnFactor: ExpressibleByArgument {
  public init?(argument: String) {
    guard let equals = argument.lastIndex(of: "="),
      let factor = Double(argument[argument.index(after: equals)...])
    else { return nil }
    self.init(name: String(argument[..<equals]), factor: factor)
  }
}
