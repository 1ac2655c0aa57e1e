import Arithmetic
import Foundation
import Learning

/// Rule 5 of the contract in binary64, from the papers: the trajectory that training must follow.
struct ReferenceTrainer {
  private(set) var network: ReferenceNetwork
  let rule: UpdateRule
  private var step = 0
  private var first: [Double]
  private var second: [Double]
  private let isWeight: [Bool]

  init(network: ReferenceNetwork, rule: UpdateRule) {
    self.network = network
    self.rule = rule
    first = [Double](repeating: 0, count: network.parameters.count)
    second = first
    let widths = network.network.widths
    isWeight = zip(widths, widths.dropFirst()).flatMap { inputs, outputs in
      [Bool](repeating: true, count: inputs * outputs) + [Bool](repeating: false, count: outputs)
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
    var sum = [Double](repeating: 0, count: parameters.count)
    for row in rows {
      let gradient = network.gradient(
        input: problem.input(row), target: Double(problem.targets.view[row]))
      for index in sum.indices { sum[index] += gradient[index] }
    }
    let rate = Self.rate(rule.schedule, step: step)
    step += 1
    for index in sum.indices {
      network.parameters[index] = updated(
        index, meanGradient: sum[index] / Double(rows.count), rate: rate)
    }
  }

  private mutating func updated(_ index: Int, meanGradient: Double, rate: Double) -> Double {
    let old = parameters[index]
    let isWeight = isWeight[index]
    var gradient = meanGradient
    if isWeight { gradient += rule.l2 * old }
    if isWeight, let l1 = rule.l1, l1.method == .subgradient, old != 0 {
      gradient += l1.strength * (old > 0 ? 1 : -1)
    }
    var stepSize = rate
    var new: Double
    switch rule.optimizer {
    case .sgd: new = old - rate * gradient
    case .momentum:
      first[index] = rule.momentum * first[index] + gradient
      new = old - rate * first[index]
    case .nesterov:
      first[index] = rule.momentum * first[index] + gradient
      new = old - rate * (gradient + rule.momentum * first[index])
    case .adam, .adamw:
      first[index] = 0.9 * first[index] + 0.1 * gradient
      second[index] = 0.999 * second[index] + 0.001 * gradient * gradient
      let mean = first[index] / (1 - pow(0.9, Double(step)))
      let variance = second[index] / (1 - pow(0.999, Double(step)))
      stepSize = rate / (variance.squareRoot() + 1e-8)
      new = old - stepSize * mean
    }
    if isWeight { new -= rate * rule.weightDecay * old }
    if isWeight, let l1 = rule.l1, l1.method == .proximal {
      let shrunk = abs(new) - l1.strength * stepSize
      new = shrunk > 0 ? (new > 0 ? shrunk : -shrunk) : 0
    }
    return new
  }
}
