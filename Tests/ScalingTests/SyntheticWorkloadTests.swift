import Arithmetic
import Learning
import Scaling
import Testing
import Training

@Suite struct SyntheticWorkloadTests {
  @Test(arguments: [
    "", "5", "5-", "-5", "-", "0-3", "3-0", "a-b", "-3-4", "3--4", "9999999999-2",
    "99999999999999999999-2", "1048577-2", "3-1048577", "5 - 3", "5-3-", "5,3", "5-3.0", "0x5-3",
  ])
  func `what is no list of widths is refused`(shape: String) {
    #expect(SyntheticWorkload(shape: shape) == nil)
  }

  @Test(arguments: [
    ("5-3", [5, 3]), ("1-1", [1, 1]), ("784-256-128-10", [784, 256, 128, 10]),
    ("1048576-2", [1_048_576, 2]),
  ])
  func `a list of widths is a network`(shape: String, widths: [Int]) throws {
    let workload = try #require(SyntheticWorkload(shape: shape))
    #expect(workload.widths == widths && workload.shape == shape)
    let network = workload.network(activation: .tanh)
    #expect(network.widths == widths && network.activation == .tanh)
    #expect(network.loss == (widths.last == 1 ? .logistic : .crossEntropy))
  }

  @Test(arguments: [
    (1, 200), (10, 200), (11, 220), (64, 1280), (1024, 20_480), (1025, 20_480), (20_480, 20_480),
    (20_481, 20_481), (.max, .max),
  ])
  func `rows are twenty minibatches within bounds, and always one`(batch: Int, rows: Int) {
    #expect(SyntheticWorkload.rows(batch: batch) == rows)
  }

  @Test func `rows that no memory could hold are counted without overflow`() throws {
    let workload = try #require(SyntheticWorkload(shape: "784-10"))
    #expect(workload.bytes(rows: .max) == .max)
    #expect(workload.bytes(rows: 3) == 12 * TrainingData.pitch(features: 784))
  }

  @Test(arguments: ["6-5-3", "17-1", "31-40-10"])
  func `data are the documented numbers, and the same each time`(shape: String) throws {
    let workload = try #require(SyntheticWorkload(shape: shape))
    let (data, inputs) = (workload.data(rows: 300), workload.inputs)
    #expect(data.rows == 300 && data.features == inputs)
    #expect(workload.data(rows: 300).digest == data.digest)
    var wrong = 0
    for row in 0..<300 {
      let stream = RandomStream(seed: 0, purpose: .synthesis, major: UInt64(row))
      let values = data.examples.inputs.row(row).array()
      for (column, value) in values.enumerated() {
        let expected =
          column < inputs
          ? (2 * stream.uniform(element: UInt64(column)) - 1) * 1.732_050_8 : Float(0)
        if value.bitPattern != expected.bitPattern { wrong += 1 }
      }
    }
    #expect(wrong == 0)
    withExtendedLifetime(data) {}
  }

  @Test func `inputs have mean 0 and variance 1, and classes are about even`() throws {
    let workload = try #require(SyntheticWorkload(shape: "20-4"))
    let data = workload.data(rows: 2000)
    let (values, targets) = withExtendedLifetime(data) {
      (
        (0..<2000).flatMap { data.examples.inputs.row($0)[0..<20].array().map(Double.init) },
        data.examples.targets.array()
      )
    }
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let variance = values.reduce(0) { $0 + $1 * $1 } / count
    // Five standard deviations of each: √(1/n) and √((9/5 − 1)/n).
    #expect(abs(mean) < 5 / count.squareRoot())
    #expect(abs(variance - 1) < 5 * (0.8 / count).squareRoot())
    #expect(values.allSatisfy { abs($0) <= 1.732_051 })
    for index in 0..<4 {
      let share = Double(targets.count { $0 == Float(index) }) / 2000
      #expect(abs(share - 0.25) < 5 * (0.25 * 0.75 / 2000).squareRoot())
    }
    #expect(Set(targets) == [0, 1, 2, 3])
  }

  @Test func `a single output has two classes`() throws {
    let workload = try #require(SyntheticWorkload(shape: "3-1"))
    let data = workload.data(rows: 200)
    let targets = withExtendedLifetime(data) { data.examples.targets.array() }
    #expect(Set(targets) == [0, 1])
  }

  @Test func `a row does not depend on how many there are`() throws {
    let workload = try #require(SyntheticWorkload(shape: "7-3"))
    let (few, many) = (workload.data(rows: 20), workload.data(rows: 50))
    withExtendedLifetime((few, many)) {
      for row in 0..<20 {
        #expect(few.examples.inputs.row(row).array() == many.examples.inputs.row(row).array())
        #expect(few.examples.targets[row] == many.examples.targets[row])
      }
    }
  }
}
