import Arithmetic
import Foundation
import Learning

/// Rule 5 of the contract in binary64, from the papers: the trajectory that training must follow.
struct ReferenceTrainer {
  private(set) var network: ReferenceNetwork
  let rule: UpdateRule
  let factors: PenaltyFactors
  private var step = 0
  private var rateSum = 0.0
  private var first: [Double]
  private var second: [Double]
  /// What cumulative penalties have taken off.
  private var received: [Double]
  /// Of momentum and nesterov with a map: the way that was gone at the last step, per unit of the rate.
  private var lastMove: [Double]
  private let places: [Place]

  /// What a parameter is.
  private struct Place {
    let layer: Int
    /// The input that the weight belongs to; nil: a bias.
    let row: Int?
  }

  init(network: ReferenceNetwork, rule: UpdateRule, factors: PenaltyFactors = .uniform) {
    self.network = network
    self.rule = rule
    self.factors = factors
    let none = [Double](repeating: 0, count: network.parameters.count)
    second = none
    received = none
    lastMove = none
    // McMahan et al. begin at 0; here at the initial weights, which are its answer without gradients.
    first = rule.optimizer == .ftrl ? network.parameters.map { -$0 / rule.schedule.rate } : none
    places = network.network.layerShapes.enumerated().flatMap { layer, shape in
      (0...shape.inputs).flatMap { row in
        (0..<shape.outputs).map { _ in Place(layer: layer, row: row < shape.inputs ? row : nil) }
      }
    }
  }

  var parameters: [Double] { network.parameters }

  /// The learning rate at `step`, counted from 0, in closed form.
  static func rate(_ schedule: Schedule, step: Int) -> Double {
    let (t, all, warmup) = (Double(step), Double(schedule.steps), Double(schedule.warmupSteps))
    let factor =
      switch schedule.shape {
      case .constant: 1.0
      case .step: t / all < 0.5 ? 1 : t / all < 0.75 ? 0.1 : 0.01
      case .cosine: (1 + cos(.pi * max(0, t - warmup) / max(1, all - warmup))) / 2
      }
    return schedule.rate * factor * (warmup > 0 ? min(1, (t + 1) / warmup) : 1)
  }

  /// One step on rows of the problem.
  mutating func step(on rows: Range<Int>, of problem: SmallProblem) {
    var gradient = [Double](repeating: 0, count: parameters.count)
    for row in rows {
      let own = network.gradient(
        input: problem.input(row), target: Double(problem.targets.view[row]))
      for index in gradient.indices { gradient[index] += own[index] / Double(rows.count) }
    }
    let rate = Self.rate(rule.schedule, step: step)
    step += 1
    rateSum += rate
    let old = parameters
    var steps = [Double](repeating: rate, count: old.count)
    var points = old
    for index in old.indices {
      (points[index], steps[index]) = point(index, gradient[index], rate)
    }
    let mapped = map(points, from: old, steps: steps, rate: rate)
    for index in old.indices {
      network.parameters[index] =
        hasMap(index)
        ? accepted(mapped[index], at: index, from: old[index], rate) : points[index]
    }
  }

  // MARK: - The optimizer

  /// Where the optimizer goes, or where it asks for the map; and its step along this coordinate.
  private mutating func point(
    _ index: Int, _ meanGradient: Double, _ rate: Double
  ) -> (Double, Double) {
    let old = parameters[index]
    let isWeight = places[index].row != nil
    var gradient = meanGradient
    if isWeight { gradient += rule.l2 * old }
    if isWeight, let penalty = rule.penalty, penalty.method == .subgradient, old != 0 {
      gradient += strength(penalty, index) * (old > 0 ? 1 : -1)
    }
    let decay = isWeight ? rate * rule.weightDecay * old : 0
    switch rule.optimizer {
    case .sgd: return (old - rate * gradient - decay, rate)
    case .momentum where hasMap(index):
      // iPiano: x − α·∇f(x) + β·(x − x₋₁).
      return (old - rate * (gradient - rule.momentum * lastMove[index]) - decay, rate)
    case .nesterov where hasMap(index):
      // FISTA: y − α·∇f(y).
      return (old - rate * gradient - decay, rate)
    case .momentum:
      first[index] = rule.momentum * first[index] + gradient
      return (old - rate * first[index] - decay, rate)
    case .nesterov:
      first[index] = rule.momentum * first[index] + gradient
      return (old - rate * (gradient + rule.momentum * first[index]) - decay, rate)
    case .adam, .adamw:
      first[index] = 0.9 * first[index] + 0.1 * gradient
      second[index] = 0.999 * second[index] + 0.001 * gradient * gradient
      let mean = first[index] / (1 - pow(0.9, Double(step)))
      let variance = second[index] / (1 - pow(0.999, Double(step)))
      let stepSize = rate / (variance.squareRoot() + 1e-8)
      return (old - stepSize * mean - decay, stepSize)
    case .ftrl:
      // Algorithm 1 of McMahan et al. with λ₁ of all steps so far.
      let sigma =
        ((second[index] + gradient * gradient).squareRoot() - second[index].squareRoot()) / rate
      first[index] += gradient - sigma * old
      second[index] += gradient * gradient
      var threshold = 0.0
      if isWeight, let penalty = rule.penalty, penalty.method == .proximal {
        threshold = Double(step) * strength(penalty, index)
      }
      let z = first[index]
      let left = abs(z) - threshold
      let sharpness = (1 + second[index].squareRoot()) / rate
      return (left <= 0 ? 0 : (z > 0 ? -left : left) / sharpness, 1 / sharpness)
    }
  }

  /// What the optimizer makes of the map's answer.
  private mutating func accepted(
    _ mapped: Double, at index: Int, from old: Double, _ rate: Double
  ) -> Double {
    let decay = rule.weightDecay * old
    switch rule.optimizer {
    case .momentum:
      lastMove[index] = mapped == 0 ? 0 : (mapped - old) / rate + decay
      return mapped
    case .nesterov:
      // xₖ + μ·(xₖ − xₖ₋₁), where the point was xₖ₋₁ + μ times the last way.
      let last = old - rate * rule.momentum * lastMove[index]
      lastMove[index] = mapped == 0 ? 0 : (mapped - last) / rate + decay
      return mapped + rate * rule.momentum * lastMove[index]
    default: return mapped
    }
  }

  // MARK: - The penalty

  private func hasMap(_ index: Int) -> Bool {
    guard let penalty = rule.penalty, places[index].row != nil else { return false }
    switch penalty.method {
    case .subgradient: return false
    case .frozenZeros: return true
    case .proximal where rule.optimizer == .ftrl: return false
    case .cumulative: return true
    case .proximal, .proximalDecoupled:
      return penalty.shape == .l1 || isGroup(penalty, index)
    }
  }

  private func isGroup(_ penalty: Penalty, _ index: Int) -> Bool {
    let place = places[index]
    return switch penalty.shape {
    case .l1: false
    case .groupInputs: place.layer == 0
    case .groupUnits: place.layer > 0
    case .sparseGroup: true
    case .hierarchical: place.layer == 0 || isSkip(index)
    }
  }

  private func isSkip(_ index: Int) -> Bool {
    let place = places[index]
    return network.isSkipped(place.layer) && place.row ?? 0 >= network.network.widths[place.layer]
  }

  /// λ with the factors of the layer and of the input.
  private func strength(_ penalty: Penalty, _ index: Int) -> Double {
    let place = places[index]
    var strength = penalty.strength
    if !factors.layers.isEmpty { strength *= factors.layers[place.layer] }
    if !factors.inputs.isEmpty, let row = place.row {
      if place.layer == 0 { strength *= factors.inputs[row] }
      if isSkip(index) { strength *= factors.inputs[row - network.network.widths[place.layer]] }
    }
    return strength
  }

  private mutating func map(
    _ points: [Double], from old: [Double], steps: [Double], rate: Double
  ) -> [Double] {
    guard let penalty = rule.penalty else { return points }
    var mapped = points
    let isDecoupled = penalty.method == .proximalDecoupled
    for index in points.indices where hasMap(index) {
      let strength = strength(penalty, index)
      switch penalty.method {
      case .frozenZeros: mapped[index] = old[index] == 0 ? 0 : points[index]
      case .cumulative:
        // Tsuruoka et al., figure 2.
        let (w, u) = (points[index], strength * rateSum)
        mapped[index] =
          w > 0 ? max(0, w - (u + received[index])) : w < 0 ? min(0, w + (u - received[index])) : 0
        received[index] += mapped[index] - w
      case .proximal, .proximalDecoupled:
        let share = penalty.shape == .l1 ? 1 : penalty.shape == .sparseGroup ? penalty.mix : 0
        mapped[index] = ReferenceMap.soft(
          points[index], strength * share * (isDecoupled ? rate : steps[index]))
      case .subgradient: break
      }
    }
    guard penalty.shape != .l1, penalty.method != .frozenZeros else { return mapped }
    var groups: [[Int]: [Int]] = [:]
    for index in points.indices where isGroup(penalty, index) {
      guard let row = places[index].row else { continue }
      groups[[places[index].layer, row], default: []].append(index)
    }
    let own = isDecoupled ? steps.map { _ in rate } : steps
    for (key, members) in groups {
      let strength = strength(penalty, members[0])
      if penalty.shape == .hierarchical {
        guard key[0] == 0 else { continue }
        let skipLayer = network.network.layers - 1
        let skip = groups[[skipLayer, network.network.widths[skipLayer] + key[1]]] ?? []
        let (theta, weights) = ReferenceMap.hierarchical(
          skip.map { mapped[$0] }, skip.map { own[$0] }, members.map { mapped[$0] },
          members.map { own[$0] }, strength: strength, hierarchy: penalty.hierarchy)
        for (index, value) in zip(skip + members, theta + weights) { mapped[index] = value }
      } else {
        let share = penalty.shape == .sparseGroup ? 1 - penalty.mix : 1
        let shrunk = ReferenceMap.group(
          members.map { mapped[$0] }, members.map { own[$0] },
          strength: strength * share * Double(members.count).squareRoot())
        for (index, value) in zip(members, shrunk) { mapped[index] = value }
      }
    }
    return mapped
  }
}
