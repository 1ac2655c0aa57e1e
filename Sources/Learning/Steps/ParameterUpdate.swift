import Arithmetic

/// The update of a run of parameters that are treated alike, in the order of rule 5: mean over the
/// minibatch, L2, subgradient, optimizer, decoupled weight decay, proximal map.
enum ParameterUpdate {
  /// What is done about the penalty.
  enum Treatment: BitwiseCopyable {
    /// Never penalized, and no decay: biases.
    case bias
    /// No penalty.
    case free
    /// The rule's penalty, weight by weight.
    case penalized
    /// Up to the point where the proximal map is taken; `RowUpdate` does the rest.
    case untilMap
  }

  /// Updates `weights` from the root of the reduction tree.
  ///
  /// - Parameters:
  ///   - weights: a whole number of vectors.
  ///   - root: as long as `weights`; sums over the rows of the minibatch.
  ///   - first, second: the state, as long as `weights` or empty.
  /// - Returns: whether all new weights, and the optimizer's state, are finite.
  @inline(__always)
  static func apply(
    _ rule: UpdateRule, _ scalars: StepScalars, to weights: View<Float>, root: RootChildren,
    first: View<Float>, second: View<Float>, _ treatment: Treatment
  ) -> Bool {
    switch rule.optimizer {
    case .sgd: apply(SGDRule.self, rule, scalars, weights, root, first, second, treatment)
    case .momentum:
      apply(MomentumRule.self, rule, scalars, weights, root, first, second, treatment)
    case .nesterov:
      apply(NesterovRule.self, rule, scalars, weights, root, first, second, treatment)
    case .adam, .adamw:
      apply(AdamRule.self, rule, scalars, weights, root, first, second, treatment)
    case .ftrl: apply(FTRLRule.self, rule, scalars, weights, root, first, second, treatment)
    }
  }

  @inline(__always)
  private static func apply<O: OptimizerRule>(
    _ optimizer: O.Type, _ rule: UpdateRule, _ scalars: StepScalars, _ weights: View<Float>,
    _ root: RootChildren, _ first: View<Float>, _ second: View<Float>, _ treatment: Treatment
  ) -> Bool {
    let isBias = treatment == .bias
    if treatment == .untilMap {
      return run(optimizer, MapLater.self, scalars, weights, root, first, second, isBias)
    }
    return switch (treatment == .penalized ? rule.penalty : nil)?.method {
    case .none:
      run(optimizer, NoPenalty.self, scalars, weights, root, first, second, isBias)
    case .subgradient:
      run(optimizer, SubgradientL1.self, scalars, weights, root, first, second, isBias)
    case .proximal:
      O.thresholdsItself
        ? run(optimizer, NoPenalty.self, scalars, weights, root, first, second, isBias)
        : run(optimizer, ProximalL1.self, scalars, weights, root, first, second, isBias)
    case .proximalDecoupled:
      run(optimizer, DecoupledL1.self, scalars, weights, root, first, second, isBias)
    case .cumulative:
      run(optimizer, CumulativeL1.self, scalars, weights, root, first, second, isBias)
    case .frozenZeros:
      run(optimizer, FrozenZeros.self, scalars, weights, root, first, second, isBias)
    }
  }

  /// The loop, compiled for each pair of optimizer and penalty.
  ///
  /// Not inlined, and called by what is: views that are handed on twice are copied in other pieces
  /// than they were written in, a pause as long as a small segment's update.
  @inline(never)
  private static func run<O: OptimizerRule, P: PenaltyRule>(
    _: O.Type, _: P.Type, _ scalars: StepScalars, _ weights: View<Float>, _ root: RootChildren,
    _ firstState: View<Float>, _ secondState: View<Float>, _ isBias: Bool
  ) -> Bool {
    let (optimizer, penalty) = (O(scalars), P(scalars))
    let count = weights.count
    let states = O.states + P.states
    // Said once, so that the compiler leaves out most checks in the loop.
    precondition(
      root.left.count == count && root.right?.count ?? count == count
        && (states < 1 || firstState.count == count)
        && (states < 2 || secondState.count == count), "ParameterUpdate: lengths differ")
    let hasL2 = scalars.l2 != 0 && !isBias
    let hasDecay = scalars.decay != 0 && !isBias
    let l2 = Vector(repeating: scalars.l2)
    let decay = Vector(repeating: -scalars.decay)
    // x − x is 0 for a number and NaN for NaN and infinities.
    var finite = Vector()
    var index = 0
    while index < count {
      let old = weights.vector(at: index)
      var gradient = root.sum(at: index) * scalars.inverseRows
      if hasL2 { gradient = gradient.addingProduct(l2, old) }
      gradient = penalty.gradient(gradient, at: old)
      var first = states > 0 ? firstState.vector(at: index) : Vector()
      var second = states > 1 ? secondState.vector(at: index) : Vector()
      var (new, stepSize) =
        P.map == .none
        ? optimizer.step(old, gradient: gradient, first: &first, second: &second)
        : optimizer.stepBeforeMap(old, gradient: gradient, first: &first, second: &second)
      if hasDecay { new = new.addingProduct(decay, old) }
      if P.map == .here {
        let point = new
        if O.states == 0 || P.states == 0 {
          new = penalty.proximal(point, from: old, stepSize: stepSize, state: &first)
        } else {
          new = penalty.proximal(point, from: old, stepSize: stepSize, state: &second)
        }
        new = optimizer.accept(new, from: point, first: &first)
      }
      if states > 0 {
        firstState.setVector(first, at: index)
        finite += first - first
      }
      if states > 1 {
        // An infinite second moment makes Adam's step 0: the weight would stand still, finite.
        secondState.setVector(second, at: index)
        finite += second - second
      }
      weights.setVector(new, at: index)
      finite += new - new
      index &+= Vector.scalarCount
    }
    return !finite.hasNonzero
  }
}
