import Arithmetic
import Foundation
import Testing

@testable import Learning

@Suite struct LossTests {
  /// Loss and residuals of rows of logits, all with the same target.
  static func pass(_ loss: Loss, _ logits: [[Float]], target: Float)
    -> (losses: [Float], residuals: [[Float]])
  {
    let (rows, outputs) = (logits.count, logits[0].count)
    let pitch = Vector.padded(outputs)
    let matrix = Buffer<Float>(repeating: 5, count: rows * pitch)
    for row in 0..<rows {
      for k in 0..<outputs { matrix.view[row * pitch + k] = logits[row][k] }
    }
    let targets = Buffer(repeating: target, count: rows)
    let losses = Buffer<Float>(repeating: 5, count: Vector.padded(rows))
    let scratch = Buffer<Float>(repeating: 5, count: Vector.padded(rows))
    let block = Buffer<Float>(repeating: 5, count: pitch * Vector.scalarCount)
    return withExtendedLifetime((matrix, targets, losses, scratch, block)) {
      LossPass.residuals(
        loss, logits: RowMatrix(matrix.view, rows: rows, pitch: pitch), rows: rows,
        outputs: outputs, targets: targets.view, losses: losses.view, scratch: scratch.view,
        block: block.view)
      for row in 0..<rows {
        for k in outputs..<pitch { #expect(matrix.view[row * pitch + k].bitPattern == 0) }
      }
      return (
        Array(losses.view.array().prefix(rows)),
        (0..<rows).map { row in (0..<outputs).map { matrix.view[row * pitch + $0] } }
      )
    }
  }

  static let single: [Float] =
    [0, -0.0, 80, -80, 1e4, -1e4, 88.8, -104, 1e-30] + (-200...200).map { Float($0) / 16 }

  /// Loss and residual of one output by libm, without overflow.
  static func oracle(_ loss: Loss, _ z: Double, _ t: Double) -> (loss: Double, residual: Double) {
    let d = z - t
    switch loss {
    case .logistic:
      // z for the class that is not there, −z for the one that is.
      let wrong = t == 0 ? z : -z
      let residual = 1 / (1 + exp(-wrong))
      return (max(wrong, 0) + log1p(exp(-abs(wrong))), t == 0 ? residual : -residual)
    case .squared: return (d * d / 2, d)
    case .huber: return abs(d) <= 1 ? (d * d / 2, d) : (abs(d) - 0.5, d > 0 ? 1 : -1)
    case .crossEntropy, .articleSquared: return (.nan, .nan)
    }
  }

  @Test(arguments: [Loss.logistic, .squared, .huber])
  func `losses of one output are their formulas`(loss: Loss) {
    for target in loss == .logistic ? [0, 1] : [0, 1, -1.5, 3] as [Float] {
      let (losses, residuals) = Self.pass(loss, Self.single.map { [$0] }, target: target)
      for (row, z) in Self.single.enumerated() {
        let expected = Self.oracle(loss, Double(z), Double(target))
        // ŷ − y is rounded once: two roundings of the larger of both in its square.
        let rounding = loss == .logistic ? 0 : 2e-7 * abs(Double(target) * expected.residual)
        #expect(
          abs(Double(losses[row]) - expected.loss) <= 5e-7 * expected.loss + rounding + 1e-44,
          "\(loss) of \(z) for \(target): \(losses[row]), expected \(expected.loss)")
        #expect(
          abs(Double(residuals[row][0]) - expected.residual)
            <= 2e-7 * max(1, abs(expected.residual)),
          "\(loss)′ of \(z) for \(target): \(residuals[row][0])")
      }
    }
  }

  @Test(arguments: [Loss.logistic, .squared, .huber])
  func `residuals of one output are derivatives of the loss`(loss: Loss) {
    for target in [0.0, 1] {
      for z in Self.single.map(Double.init) where abs(z) < 100 && abs(abs(z - target) - 1) > 1e-3 {
        let h = 1e-5
        let above = Self.oracle(loss, z + h, target).loss
        let below = Self.oracle(loss, z - h, target).loss
        let residual = Self.oracle(loss, z, target).residual
        #expect(abs((above - below) / (2 * h) - residual) <= 1e-6, "\(loss)′ of \(z)")
      }
    }
  }

  /// Rows of logits of one width, some extreme.
  static func logits(outputs: Int) -> [[Float]] {
    let stream = RandomStream(seed: 5, purpose: .synthesis, major: UInt64(outputs))
    var rows = [1, 4, 20, 80, 1e4].enumerated().map { index, scale in
      (0..<outputs).map {
        Float(scale) * (2 * stream.uniform(element: UInt64(index * outputs + $0)) - 1)
      }
    }
    for value in [0, 80, -80, 1e4, -1e4] as [Float] {
      rows.append([Float](repeating: value, count: outputs))
      rows.append([value] + [Float](repeating: 0, count: outputs - 1))
    }
    return rows
  }

  @Test(arguments: [2, 3, 10, 16, 17, 33])
  func `cross-entropy is its formula and its residual the derivative`(outputs: Int) {
    let rows = Self.logits(outputs: outputs)
    for target in [0, outputs / 2, outputs - 1] {
      let (losses, residuals) = Self.pass(.crossEntropy, rows, target: Float(target))
      for (row, logits) in rows.enumerated() {
        let z = logits.map(Double.init)
        func loss(_ z: [Double]) -> Double {
          let largest = z.max() ?? 0
          return log(z.reduce(0) { $0 + exp($1 - largest) }) + (largest - z[target])
        }
        #expect(
          abs(Double(losses[row]) - loss(z)) <= 1e-6 * max(1, loss(z)), "\(logits): \(losses[row])")
        #expect(abs(residuals[row].reduce(0.0) { $0 + Double($1) }) <= 1e-6)
        for k in z.indices {
          let largest = z.max() ?? 0
          let sum = z.reduce(0) { $0 + exp($1 - largest) }
          let expected = exp(z[k] - largest) / sum - (k == target ? 1 : 0)
          #expect(abs(Double(residuals[row][k]) - expected) <= 5e-7)
          guard z.allSatisfy({ abs($0) < 100 }) else { continue }
          var (above, below) = (z, z)
          above[k] += 1e-5
          below[k] -= 1e-5
          #expect(abs((loss(above) - loss(below)) / 2e-5 - expected) <= 1e-6)
        }
      }
    }
  }

  @Test func `the article's squared error and what it takes for its derivative are as written`() {
    let rows = Self.logits(outputs: 5)
    let network = Network(
      inputs: 1, hidden: [], outputs: 5, activation: .relu, loss: .articleSquared)
    let reference = ReferenceNetwork(network: network, parameters: [])
    let (losses, residuals) = Self.pass(.articleSquared, rows, target: 3)
    for (row, logits) in rows.enumerated() {
      let z = logits.map(Double.init)
      let expected = reference.softmax(z).enumerated().reduce(0.0) {
        let error = ($1.offset == 3 ? 1 : 0) - $1.element
        return $0 + error * error
      }
      #expect(abs(Double(losses[row]) - expected) <= 1e-6)
      for (k, residual) in reference.residual(logits: z, target: 3).enumerated() {
        #expect(abs(Double(residuals[row][k]) - residual) <= 1e-6)
      }
    }
  }

  @Test(arguments: Loss.allCases)
  func `no loss swallows a NaN`(loss: Loss) {
    let outputs = loss.hasOutputPerClass ? 3 : 1
    for place in 0..<outputs {
      var logits = [Float](repeating: 1, count: outputs)
      logits[place] = .nan
      #expect(Self.pass(loss, [logits], target: 0).losses[0].isNaN)
    }
  }

  @Test func `of equal logits the lower class is decided for`() {
    func decision(_ loss: Loss, _ logits: [Float]) -> Int? {
      let buffer = Buffer(copying: logits)
      return withExtendedLifetime(buffer) {
        loss.decision(buffer.view, outputs: logits.count)
      }
    }
    #expect(decision(.crossEntropy, [0, 0, 0]) == 0)
    #expect(decision(.crossEntropy, [-1, 2, 2]) == 1)
    #expect(decision(.crossEntropy, [-0.0, 0, -1]) == 0)
    #expect(decision(.articleSquared, [1, 3, 3, 4]) == 3)
    #expect(decision(.logistic, [0]) == 0)
    #expect(decision(.logistic, [-0.0]) == 0)
    #expect(decision(.logistic, [.leastNonzeroMagnitude]) == 1)
    #expect(decision(.squared, [1]) == nil)
    #expect(decision(.huber, [1]) == nil)
  }
}
