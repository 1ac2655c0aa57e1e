import Arithmetic

/// The update of a run of parameters that are treated alike, in the order of rule 5: mean over the
/// minibatch, L2, subgradient, optimizer, decoupled weight decay, proximal map.
enum ParameterUpdate {
  /// Updates `weights` from the root of the reduction tree.
  ///
  /// - Parameters:
  ///   - weights: a whole number of vectors.
  ///   - root: as long as `weights`; sums over the rows of the minibatch.
  ///   - first, second: the optimizer's state, as long as `weights` or empty.
  ///   - isBias: biases are never penalized and never decay.
  /// - Returns: whether all new weights, and the optimizer's state, are finite.
  @inline(__always)
  static func apply(
    _ rule: UpdateRule, _ scalars: StepScalars, to weights: View<Float>, root: RootChildren,
    first: View<Float>, second: View<Float>, isBias: Bool
  ) -> Bool {
    switch rule.optimizer {
    case .sgd: apply(SGDRule.self, rule, scalars, weights, root, first, second, isBias)
    case .momentum: apply(MomentumRule.self, rule, scalars, weights, root, first, second, isBias)
    case .nesterov: apply(NesterovRule.self, rule, scalars, weights, root, first, second, isBias)
    case .adam, .adamw: apply(AdamRule.self, rule, scalars, weights, root, first, second, isBias)
    }
  }

  @inline(__always)
  private static func apply<O: OptimizerRule>(
    _ optimizer: O.Type, _ rule: UpdateRule, _ scalars: StepScalars, _ weights: View<Float>,
    _ root: RootChildren, _ first: View<Float>, _ second: View<Float>, _ isBias: Bool
  ) -> Bool {
    switch (isBias ? nil : rule.l1)?.method {
    case .none:
      run(optimizer, NoPenalty.self, scalars, weights, root, first, second, isBias)
    case .subgradient:
      run(optimizer, SubgradientL1.self, scalars, weights, root, first, second, isBias)
    case .proximal:
      run(optimizer, ProximalL1.self, scalars, weights, root, first, second, isBias)
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
    // Said once, so that the compiler leaves out most checks in the loop.
    precondition(
      root.left.count == count && root.right?.count ?? count == count
        && (O.states < 1 || firstState.count == count)
        && (O.states < 2 || secondState.count == count), "ParameterUpdate: lengths differ")
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
      var first = O.states > 0 ? firstState.vector(at: index) : Vector()
      var second = O.states > 1 ? secondState.vector(at: index) : Vector()
      var (new, stepSize) = optimizer.step(old, gradient: gradient, first: &first, second: &second)
      if O.states > 0 {
        firstState.setVector(first, at: index)
        finite += first - first
      }
      if O.states > 1 {
        // An infinite second moment makes Adam's step 0: the weight would stand still, finite.
        secondState.setVector(second, at: index)
        finite += second - second
      }
      if hasDecay { new = new.addingProduct(decay, old) }
      new = penalty.proximal(new, stepSize: stepSize)
      weights.setVector(new, at: index)
      finite += new - new
      index &+= Vector.scalarCount
    }
    return !finite.hasNonzero
  }
}
