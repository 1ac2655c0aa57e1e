import Arithmetic
import Testing

@testable import Learning

/// Softmax of rows side by side in the lanes of vectors, against one row after another.
@Suite struct SoftmaxBlockTests {
  /// What is left of logits, and the losses.
  struct Outcome: Equatable {
    var residuals: [UInt32]
    var losses: [UInt32]

    /// All NaN are one: IEEE 754 leaves sign and payload to the processor.
    static func bits(_ values: [Float]) -> [UInt32] {
      values.map { $0.isNaN ? Float.nan.bitPattern : $0.bitPattern }
    }
  }

  static let mark: Float = 777

  /// Residuals and losses of rows, `group` of them a call. One or two rows are taken one by one.
  static func pass(_ logits: [[Float]], targets: [Float], group: Int) -> Outcome {
    let outputs = logits[0].count
    let padded = Vector.padded(outputs)
    let pitch = padded + 3
    var outcome = Outcome(residuals: [], losses: [])
    for start in stride(from: 0, to: logits.count, by: group) {
      let rows = min(group, logits.count - start)
      let matrix = Buffer<Float>(repeating: mark, count: (rows + 1) * pitch)
      for row in 0..<rows {
        for k in 0..<outputs { matrix.view[row * pitch + k] = logits[start + row][k] }
      }
      let own = Buffer(copying: Array(targets[start..<start + rows]))
      let losses = Buffer<Float>(repeating: .nan, count: Vector.padded(rows))
      let scratch = Buffer<Float>(repeating: .nan, count: Vector.padded(rows))
      let block = Buffer<Float>(repeating: .nan, count: padded * Vector.scalarCount)
      withExtendedLifetime((matrix, own, losses, scratch, block)) {
        SoftmaxCrossEntropy.residuals(
          logits: RowMatrix(matrix.view, rows: rows, pitch: pitch), rows: rows, outputs: outputs,
          targets: own.view, losses: losses.view, shifted: scratch.view, block: block.view)
        for row in 0..<rows {
          let found = matrix.view[row * pitch..<(row + 1) * pitch].array()
          outcome.residuals += Outcome.bits(Array(found[..<outputs]))
          #expect(found[outputs..<padded].allSatisfy { $0.bitPattern == 0 })
          #expect(found[padded...].allSatisfy { $0 == mark })
        }
        let behind = matrix.view[rows * pitch..<(rows + 1) * pitch].array()
        #expect(behind.allSatisfy { $0 == mark })
        outcome.losses += Outcome.bits(Array(losses.view.array()[..<rows]))
      }
    }
    return outcome
  }

  /// Rows with logits of every size, among them equal ones, NaN and infinities.
  static func logits(rows: Int, outputs: Int) -> [[Float]] {
    let stream = RandomStream(seed: 8, purpose: .synthesis, major: UInt64(outputs))
    return (0..<rows).map { row in
      let scale = [1, 8, 90, 0, 1e30][row % 5] as Float
      var logits = (0..<outputs).map {
        scale * (2 * stream.uniform(element: UInt64(row * outputs + $0)) - 1)
      }
      let place = row % outputs
      switch row % 11 {
      case 2: logits[place] = .nan
      case 4: logits[place] = .infinity
      case 6: logits[place] = -.infinity
      case 7: logits = [Float](repeating: -.infinity, count: outputs)
      case 8: (logits[0], logits[outputs - 1]) = (-0.0, 0)
      case 9: (logits[0], logits[outputs - 1]) = (.infinity, .nan)
      case 10: logits = [Float](repeating: -3.25, count: outputs)
      default: break
      }
      return logits
    }
  }

  @Test(arguments: 2...40)
  func `rows side by side have the bits of rows one by one`(outputs: Int) {
    let logits = Self.logits(rows: 40, outputs: outputs)
    let targets = (0..<40).map { Float($0 * 7 % outputs) }
    let alone = Self.pass(logits, targets: targets, group: 1)
    #expect(Self.pass(logits, targets: targets, group: 2) == alone)
    for rows in 1...40 {
      let together = Self.pass(
        Array(logits[..<rows]), targets: Array(targets[..<rows]), group: rows)
      #expect(together.residuals == Array(alone.residuals[..<(rows * outputs)]), "\(rows) rows")
      #expect(together.losses == Array(alone.losses[..<rows]), "\(rows) rows")
    }
  }

  @Test func `a row does not depend on what stands beside it`() {
    let usual = (0..<16).map { row in (0..<5).map { Float(row * $0) / 8 } }
    let targets = [Float](repeating: 2, count: 16)
    let expected = Self.pass(usual, targets: targets, group: 16)
    for row in 0..<16 {
      var logits = usual
      logits[row] = [.nan, .infinity, -.infinity, 1e38, -1e38]
      let found = Self.pass(logits, targets: targets, group: 16)
      for other in 0..<16 where other != row {
        #expect(found.losses[other] == expected.losses[other])
        #expect(
          found.residuals[other * 5..<other * 5 + 5]
            == expected.residuals[other * 5..<other * 5 + 5])
      }
      #expect(Float(bitPattern: found.losses[row]).isNaN)
    }
  }
}
