public import Arithmetic

/// What an optimizer and a penalty remember per parameter, in the order of `ParameterLayout`.
public final class OptimizerState: Sendable {
  private let buffers: [Buffer<Float>]
  public let states: View<View<Float>>
  private let stateBuffer: Buffer<View<Float>>
  private let rule: UpdateRule

  /// All zeros; see `begin(at:)`.
  public convenience init(_ layout: ParameterLayout, rule: UpdateRule) {
    self.init(
      rule, (0..<rule.states).map { _ in Buffer<Float>(repeating: 0, count: layout.count) })
  }

  /// Memory that nothing was written to. All states must be set to zero before anything else, each part
  /// by a thread that it is to lie near.
  public convenience init(untouched layout: ParameterLayout, rule: UpdateRule) {
    self.init(rule, (0..<rule.states).map { _ in Buffer<Float>(untouched: layout.count) })
  }

  private init(_ rule: UpdateRule, _ buffers: [Buffer<Float>]) {
    self.buffers = buffers
    self.rule = rule
    stateBuffer = Buffer(copying: buffers.map { $0.view })
    states = stateBuffer.view
  }

  /// Copies the state of the same rule for the same layout.
  public func copy(from source: OptimizerState) {
    for index in states.indices { states[index].copy(from: source.states[index]) }
  }

  /// Makes the state that of a run which begins at `parameters`.
  public func begin(at parameters: Parameters) {
    for index in states.indices { states[index].fill(0) }
    guard rule.optimizer == .ftrl else { return }
    let scalars = StepScalars(rule, step: 0, rows: 1)
    // −(β/η)·w: with it FTRL's first answer, before any gradient, is w.
    let scale = -(Float(FTRLRule.beta) / scalars.rateDivisor)
    let (values, centre) = (parameters.values, states[0])
    for index in values.indices { centre[index] = scale * values[index] }
  }
}
