/// What is added to the mean loss so that weights, inputs or units become zero; biases are free.
///
/// Strengths have the same meaning for every batch size and worker count (rule 6).
public struct Penalty: BitwiseCopyable, Equatable, Sendable {
  /// What is penalized. A *row* is the outgoing weights of one input of the network or of one hidden
  /// unit, in the layer that reads it.
  public enum Shape: String, BitwiseCopyable, CaseIterable, Sendable {
    /// λ·Σ|w| over all weights (Tibshirani 1996).
    case l1
    /// λ·Σ√size·‖row‖₂ over the rows of the network's inputs: features vanish whole (Yuan, Lin 2006,
    /// doi:10.1111/j.1467-9868.2005.00532.x; for networks Scardapane et al. 2017,
    /// doi:10.1016/j.neucom.2017.02.029).
    case groupInputs = "group-inputs"
    /// The same over the rows of the hidden units: units vanish whole.
    case groupUnits = "group-units"
    /// λ·(mix·Σ|w| + (1 − mix)·Σ√size·‖row‖₂) over all rows (Simon, Friedman, Hastie, Tibshirani
    /// 2013, doi:10.1080/10618600.2012.681250).
    case sparseGroup = "sparse-group"
    /// λ·Σ‖θⱼ‖₂ over the rows of the skip connection, with |Wⱼₖ| ≤ M·‖θⱼ‖₂ for the first layer's weights
    /// of the same input: LassoNet (Lemhadri, Ruan, Abraham, Tibshirani 2021, JMLR 22:127).
    case hierarchical
  }

  /// How the penalty acts on a step.
  public enum Method: String, BitwiseCopyable, CaseIterable, Sendable {
    /// λ·sign(w) is added to the gradient, with sign(0) = 0: weights shrink but do not stay at zero.
    case subgradient
    /// After the optimizer's step the proximal map, in the metric of that step: each weight moves
    /// toward zero by λ times the step that the optimizer takes along its coordinate, and stops
    /// there: exact zeros. For Adam this is ProxGen (Yun, Lozano, Yang 2021, arXiv:2007.07869).
    case proximal
    /// The proximal map with the scalar learning rate for every coordinate, as AdamW's decay does
    /// (Loshchilov, Hutter 2019). For optimizers with one step for all it is `proximal`.
    case proximalDecoupled = "proximal-decoupled"
    /// Every weight is owed the total penalty so far and pays while it can, which evens out what single
    /// minibatches do (Tsuruoka, Tsujii, Ananiadou 2009, doi:10.3115/1687878.1687946, figure 2).
    case cumulative
    /// No strength: weights that are zero stay zero and the others are free. What a refit of the
    /// survivors uses (Meinshausen 2007, doi:10.1016/j.csda.2006.12.019).
    case frozenZeros = "frozen-zeros"
  }

  /// λ ≥ 0. (A negative strength is the sign error of the seed article; `demo` shows it.)
  public let strength: Double
  public let shape: Shape
  public let method: Method
  /// Of sparse-group: 1 is L1, 0 is group lasso.
  public let mix: Double
  /// M > 0 of hierarchical.
  public let hierarchy: Double

  public init(
    strength: Double, shape: Shape = .l1, method: Method, mix: Double = 0.5, hierarchy: Double = 10
  ) {
    self.strength = strength
    self.shape = shape
    self.method = method
    self.mix = mix
    self.hierarchy = hierarchy
  }

  /// Whether rows are looked at as a whole, so that one worker owns all of a row.
  public var isGrouped: Bool { shape != .l1 && method != .frozenZeros }

  /// Shares of λ that single weights and rows have.
  public var weightShare: Double { shape == .l1 ? 1 : shape == .sparseGroup ? mix : 0 }
  public var rowShare: Double { shape == .l1 ? 0 : shape == .sparseGroup ? 1 - mix : 1 }

  /// The rows of a layer that are groups. With a hierarchical penalty those of the first layer: each
  /// goes with the same input's row of the skip connection.
  public func groups(ofLayer layer: Int, shape layerShape: LayerShape) -> Range<Int> {
    let isPart =
      switch shape {
      case .l1: false
      case .groupInputs, .hierarchical: layer == 0
      case .groupUnits: layer > 0
      case .sparseGroup: true
      }
    return isPart ? 0..<layerShape.inputs : 0..<0
  }

  /// What λ·‖row‖₂ is multiplied by for its size: √size, or 1 for the rows of a skip connection, as its
  /// authors have it.
  public func rowWeight(_ layerShape: LayerShape) -> Double {
    shape == .hierarchical ? 1 : Double(layerShape.outputs).squareRoot()
  }
}
