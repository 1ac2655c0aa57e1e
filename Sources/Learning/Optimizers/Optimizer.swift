/// How a minibatch's gradient moves the parameters. Constants are those of the papers and of every
/// framework.
///
/// With a proximal map P the map is taken where the method asks for it, so that what stands still is
/// the optimum of loss and penalty: at the point of the plain gradient step, never at a point that
/// momentum has carried further.
public enum Optimizer: String, BitwiseCopyable, CaseIterable, Sendable {
  /// w ← P(w − η·g).
  case sgd
  /// v ← μ·v + g; w ← w − η·v (Polyak 1964, as PyTorch and Sutskever et al. 2013 write it).
  ///
  /// With a proximal map z = w − η·v; w ← P(z); v ← v + (z − w)/η, so that −η·v remains the way that
  /// was really gone (iPiano: Ochs, Chen, Brox, Pock 2014, doi:10.1137/130942954, algorithm 4), and 0
  /// where the weight stopped at zero. Without that correction the momentum would add up the loss's
  /// gradient alone, and weights would come to rest where λ is 1 − μ times what was asked for.
  case momentum
  /// v ← μ·v + g; w ← w − η·(g + μ·v) (Nesterov 1983; Sutskever et al. 2013).
  ///
  /// The weights are the point that momentum looks ahead to. With a proximal map z = w − η·g;
  /// x = P(z); v ← μ·v + g + (z − x)/η, 0 where x is zero; w ← x − η·μ·v (Beck, Teboulle 2009,
  /// doi:10.1137/080716542, with a constant momentum).
  case nesterov
  /// Adam (Kingma, Ba 2015, algorithm 1): β₁ 0.9, β₂ 0.999, ε 1e-8.
  case adam
  /// Adam with decoupled weight decay (Loshchilov, Hutter 2019), 0.01 unless another is asked for.
  case adamw
  /// Follow the regularized leader with a proximal centre (McMahan et al. 2013,
  /// doi:10.1145/2487575.2488200, algorithm 1; McMahan 2011 for the penalty at every step), β 1.
  ///
  /// n ← n + g²; z ← z + g − (√n_new − √n_old)/η·w; w = 0 where |z| ≤ t·λ₁, otherwise
  /// −(z − sign(z)·t·λ₁)/((β + √n)/η). After t steps the penalty counts t times, as the loss does, so
  /// λ₁ has the meaning that it has everywhere. The term with β is centred at the initial weights:
  /// z begins as −(β/η)·w, or hidden layers would lose what tells their units apart.
  case ftrl

  /// Arrays of state per parameter.
  public var states: Int {
    switch self {
    case .sgd: 0
    case .momentum, .nesterov: 1
    case .adam, .adamw, .ftrl: 2
    }
  }

  /// Whether its averages start at 0 and are corrected for it, by the number of the step.
  var correctsBias: Bool { self == .adam || self == .adamw }

  /// Whether every coordinate has a step of its own.
  public var hasMetric: Bool { self == .adam || self == .adamw || self == .ftrl }
}
