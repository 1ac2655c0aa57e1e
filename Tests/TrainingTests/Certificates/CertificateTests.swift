import Arithmetic
import Foundation
import Learning
import Testing

@testable import Training

@Suite struct CertificateTests {
  static let shapes: [Penalty.Shape] = Penalty.Shape.allCases

  func network(_ shape: Penalty.Shape) -> Network {
    Network(
      inputs: MadeData.features, hidden: [6, 5], outputs: 3, activation: .tanh,
      loss: .crossEntropy, hasSkip: shape == .hierarchical)
  }

  func penalty(_ shape: Penalty.Shape) -> Penalty {
    Penalty(strength: 0.02, shape: shape, method: .proximal, mix: 0.3, hierarchy: 2)
  }

  static let factors = PenaltyFactors(
    layers: [1, 0.5, 2], inputs: (0..<MadeData.features).map { $0 == 3 ? 0 : 1 + Double($0) / 8 })

  /// Parameters of which a third of the rows and some single weights are zero.
  func parameters(_ network: Network) -> Parameters {
    let parameters = Parameters(ParameterLayout(network))
    parameters.initialize(.glorot, seed: 3)
    var values = parameters.networkOrder
    var index = 0
    for (inputs, outputs) in network.layerShapes {
      for row in 0..<inputs {
        for column in 0..<outputs where row % 3 == 1 || (row + column) % 5 == 0 {
          values[index + row * outputs + column] = 0
        }
      }
      index += inputs * outputs
      for bias in 0..<outputs { values[index + bias] = 0.1 * Float(bias) - 0.05 }
      index += outputs
    }
    parameters.load(networkOrder: values)
    return parameters
  }

  /// The loss in binary64, by plain loops: nothing of it is shared with what is tested.
  func loss(_ values: [Double], _ network: Network, _ data: TrainingData) -> Double {
    var total = 0.0
    for row in 0..<data.rows {
      let inputs = (0..<network.inputs).map { Double(data.examples.inputs.row(row)[$0]) }
      var (units, start) = (inputs, 0)
      for (layer, (rows, columns)) in network.layerShapes.enumerated() {
        if network.hasSkip && layer == network.layers - 1 { units += inputs }
        var logits = (0..<columns).map { values[start + rows * columns + $0] }
        for unit in 0..<rows {
          for column in 0..<columns {
            logits[column] += units[unit] * values[start + unit * columns + column]
          }
        }
        start += (rows + 1) * columns
        units = layer < network.layers - 1 ? logits.map { tanh($0) } : logits
      }
      let most = units.max() ?? 0
      let sum = units.reduce(0) { $0 + exp($1 - most) }
      total +=
        log(sum) + most - units[Int(data.examples.targets[row])]
    }
    return total / Double(data.rows)
  }

  /// ∂loss/∂w by central differences, in network order.
  func slopes(_ values: [Double], _ network: Network, _ data: TrainingData) -> [Double] {
    values.indices.map { index in
      var (above, below) = (values, values)
      above[index] += 1e-5
      below[index] -= 1e-5
      return (loss(above, network, data) - loss(below, network, data)) / 2e-5
    }
  }

  /// What the documentation of `Stationarity` says, written down a second time.
  func residuals(
    _ values: [Double], _ slopes: [Double], _ network: Network, _ penalty: Penalty, l2: Double
  ) -> [(weights: Double, biases: Double)] {
    let mix = penalty.shape == .l1 ? 1 : penalty.shape == .sparseGroup ? penalty.mix : 0
    var start = 0
    return network.layerShapes.enumerated().map { layer, shape in
      var (largest, largestBias) = (0.0, 0.0)
      let isGroup =
        switch penalty.shape {
        case .l1, .hierarchical: false
        case .sparseGroup: true
        case .groupInputs: layer == 0
        case .groupUnits: layer > 0
        }
      let isPenalized = penalty.shape == .l1 || isGroup
      for row in 0..<shape.inputs {
        let own = start + row * shape.outputs..<start + (row + 1) * shape.outputs
        let factor = Self.factors.layers[layer] * (layer == 0 ? Self.factors.inputs[row] : 1)
        let strength = isPenalized ? penalty.strength * factor : 0
        let norm = own.reduce(0) { $0 + values[$1] * values[$1] }.squareRoot()
        let size = Double(shape.outputs).squareRoot()
        var excess = 0.0
        for index in own {
          let gradient = slopes[index] + l2 * values[index]
          let beyond = max(0, abs(gradient) - strength * mix)
          excess += beyond * beyond
          guard norm > 0 || !isGroup else { continue }
          let pull = isGroup ? strength * (1 - mix) * size * values[index] / norm : 0
          let residual =
            values[index] == 0
            ? beyond
            : abs(gradient + pull + strength * mix * (values[index] < 0 ? -1 : 1))
          largest = max(largest, residual)
        }
        if norm == 0 && isGroup {
          largest = max(largest, excess.squareRoot() / size - strength * (1 - mix))
        }
      }
      start += shape.inputs * shape.outputs
      for bias in start..<start + shape.outputs {
        largestBias = max(largestBias, abs(slopes[bias]))
      }
      start += shape.outputs
      return (largest, largestBias)
    }
  }

  @Test(arguments: shapes.filter { $0 != .hierarchical })
  func `residuals agree with finite differences`(shape: Penalty.Shape) async throws {
    let (network, penalty, data) = (network(shape), penalty(shape), MadeData(rows: 150).data)
    let parameters = parameters(network)
    let values = parameters.networkOrder.map { Double($0) }
    let expected = residuals(
      values, slopes(values, network, data), network, penalty, l2: 0.05)
    let found = try await Certificate.measure(
      parameters, penalty: penalty, factors: Self.factors, l2: 0.05, on: data,
      team: makeTeam(3))
    #expect(found.l1 == penalty.strength)
    for (layer, expected) in zip(found.layers, expected) {
      #expect(abs(layer.residual - expected.weights) < 1e-6, "layer \(layer.layer)")
      #expect(abs(layer.biasResidual - expected.biases) < 1e-6, "layer \(layer.layer)")
    }
    #expect(found.residual == found.layers.map { max($0.residual, $0.biasResidual) }.max())
  }

  @Test func `biases and layers without a penalty have gradients for residuals`() async throws {
    let (network, data) = (network(.hierarchical), MadeData(rows: 150).data)
    let parameters = parameters(network)
    let values = parameters.networkOrder.map { Double($0) }
    let slopes = slopes(values, network, data)
    let found = try await Certificate.measure(
      parameters, penalty: penalty(.hierarchical), on: data, team: makeTeam(2))
    // 14 · 6 parameters of the first layer, then 6 · 5 weights and 5 biases of the second.
    let expected = slopes[14 * 6..<14 * 6 + 30].map { abs($0) }.max() ?? 0
    #expect(abs(found.layers[1].residual - expected) < 1e-6)
  }

  @Test(arguments: shapes, [1, 2, 3, 8])
  func `bits do not depend on the worker count`(shape: Penalty.Shape, workers: Int) async throws {
    let (network, data) = (network(shape), MadeData(rows: 333).data)
    let parameters = parameters(network)
    let expected = try await Certificate.measure(
      parameters, penalty: penalty(shape), factors: Self.factors, on: data, team: makeTeam(1))
    let found = try await Certificate.measure(
      parameters, penalty: penalty(shape), factors: Self.factors, on: data,
      team: makeTeam(workers))
    #expect(found == expected)
  }

  @Test(arguments: shapes)
  func `the penalty's value is what its formula says`(shape: Penalty.Shape) {
    let (network, penalty) = (network(shape), penalty(shape))
    let parameters = parameters(network)
    let values = parameters.networkOrder.map { Double($0) }
    var (expected, squares, start) = (0.0, 0.0, 0)
    for (layer, (inputs, outputs)) in network.layerShapes.enumerated() {
      for row in 0..<inputs {
        let own = values[start + row * outputs..<start + (row + 1) * outputs]
        let sum = own.reduce(0) { $0 + abs($1) }
        let norm = own.reduce(0) { $0 + $1 * $1 }.squareRoot()
        squares += norm * norm
        let grouped = Double(outputs).squareRoot() * norm
        let factor = Self.factors.layers[layer] * (layer == 0 ? Self.factors.inputs[row] : 1)
        switch shape {
        case .l1: expected += factor * sum
        case .groupInputs: expected += layer == 0 ? factor * grouped : 0
        case .groupUnits: expected += layer > 0 ? factor * grouped : 0
        case .sparseGroup: expected += factor * (0.3 * sum + 0.7 * grouped)
        case .hierarchical:
          // The last 13 rows of the last layer; factors are those of the first.
          if layer == 2 && row >= 5 { expected += Self.factors.inputs[row - 5] * norm }
        }
      }
      start += (inputs + 1) * outputs
    }
    let found = Objective(
      loss: 0.25, of: parameters, penalty: penalty, factors: Self.factors, l2: 0.05)
    #expect(abs(found.penalty - 0.02 * expected) < 1e-12)
    #expect(abs(found.l2 - 0.025 * squares) < 1e-12)
    #expect(found.total == found.loss + found.penalty + found.l2)
  }
}
