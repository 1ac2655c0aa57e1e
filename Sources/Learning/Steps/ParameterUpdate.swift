import Arithmetic

/// The update of a run of parameters that are treated alike, in the order of rule 5: mean over the
/// minibatch, L2, subgradient, optimizer, decoupled weight decay, proximal map.
struct ParameterUpdate {
  let rule: UpdateRule
  let scalars: StepScalars

  /// Updates `weights` from the root of the reduction tree.
  ///
  /// - Parameters:
  ///   - weights: a whole number of vectors.
  ///   - root: as long as `weights`; sums over the rows of the minibatch.
  ///   - first, second: the optimizer's state, as long as `weights` or empty.
  ///   - isBias: biases are never penalized and never decay.
  /// - Returns: whether all new weights, and the optimizer's state, are finite.
  func apply(
    to weights: View<Float>, root: View<Float>, first: View<Float>, second: View<Float>,
    isBias: Bool
  ) -> Bool {
    let rate = Vector(repeating: scalars.rate)
    let momentum = Vector(repeating: scalars.momentum)
    let memory = SliceMemory(weights: weights, root: root, first: first, second: second)
    switch rule.optimizer {
    case .sgd:
      return apply(SGDRule(rate: rate), memory, isBias)
    case .momentum:
      return apply(MomentumRule(rate: rate, momentum: momentum), memory, isBias)
    case .nesterov:
      return apply(NesterovRule(rate: rate, momentum: momentum), memory, isBias)
    case .adam, .adamw:
      return apply(
        AdamRule(
          rate: rate, firstCorrection: Vector(repeating: scalars.firstCorrection),
          secondCorrection: Vector(repeating: scalars.secondCorrection)), memory, isBias)
    }
  }

  @inline(__always)
  private func apply<O: OptimizerRule>(_ optimizer: O, _ memory: SliceMemory, _ isBias: Bool)
    -> Bool
  {
    let strength = Vector(repeating: scalars.l1)
    switch (isBias ? nil : rule.l1)?.method {
    case .none:
      return apply(optimizer, NoPenalty(), memory, isBias)
    case .subgradient:
      return apply(optimizer, SubgradientL1(strength: strength), memory, isBias)
    case .proximal:
      return apply(optimizer, ProximalL1(strength: strength), memory, isBias)
    }
  }

  @inline(__always)
  private func apply<O: OptimizerRule, P: PenaltyRule>(
    _ optimizer: O, _ penalty: P, _ memory: SliceMemory, _ isBias: Bool
  ) -> Bool {
    let hasL2 = scalars.l2 != 0 && !isBias
    let hasDecay = scalars.decay != 0 && !isBias
    let l2 = Vector(repeating: scalars.l2)
    let decay = Vector(repeating: -scalars.decay)
    // x − x is 0 for a number and NaN for NaN and infinities.
    var finite = Vector()
    for index in stride(from: 0, to: memory.weights.count, by: Vector.scalarCount) {
      let old = memory.weights.vector(at: index)
      var gradient = memory.root.vector(at: index) * scalars.inverseRows
      if hasL2 { gradient = gradient.addingProduct(l2, old) }
      gradient = penalty.gradient(gradient, at: old)
      var first = O.states > 0 ? memory.first.vector(at: index) : Vector()
      var second = O.states > 1 ? memory.second.vector(at: index) : Vector()
      var (new, stepSize) = optimizer.step(old, gradient: gradient, first: &first, second: &second)
      if O.states > 0 {
        memory.first.setVector(first, at: index)
        finite += first - first
      }
      if O.states > 1 {
        // An infinite second moment makes Adam's step 0: the weight would stand still, finite.
        memory.second.setVector(second, at: index)
        finite += second - second
      }
      if hasDecay { new = new.addingProduct(decay, old) }
      new = penalty.proximal(new, stepSize: stepSize)
      memory.weights.setVector(new, at: index)
      finite += new - new
    }
    return finite == Vector()
  }
}

/// The same run of parameters in each array.
private struct SliceMemory {
  let weights: View<Float>
  let root: View<Float>
  let first: View<Float>
  let second: View<Float>
}
