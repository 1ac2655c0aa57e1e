import Arithmetic
import Foundation
import Learning
import Testing

@Suite struct EvaluationTests {
  @Test(arguments: Loss.allCases, Activation.allCases)
  func `predictions and measures are those of the formulas`(loss: Loss, activation: Activation) {
    let problem = SmallProblem(hidden: [7, 4], activation: activation, loss: loss, classes: 4)
    let parameters = problem.parameters()
    let reference = ReferenceNetwork(
      network: problem.network, parameters: parameters.networkOrder.map(Double.init))
    let workspace = Workspace(parameters.layout, capacity: 32, dropout: nil)
    let rows = 5..<37
    let outputs = problem.network.outputs
    let output = Buffer<Float>(repeating: -7, count: rows.count * outputs)
    let classes = Buffer<Int32>(repeating: -7, count: rows.count)
    let sums = withExtendedLifetime((problem, output, classes)) {
      workspace.predict(
        rows, of: problem.examples.inputs, parameters: parameters,
        into: RowMatrix(output.view, rows: rows.count, pitch: outputs), classes: classes.view)
      return workspace.measure(rows, of: problem.examples, parameters: parameters)
    }
    var expected = EvaluationSums()
    for (index, row) in rows.enumerated() {
      let logits = reference.forward(problem.input(row))
      let target = Double(problem.targets.view[row])
      let found = (0..<outputs).map { Double(output.view[index * outputs + $0]) }
      let expectedOutput: [Double] =
        switch loss {
        case .crossEntropy, .articleSquared: reference.softmax(logits)
        case .logistic: [1 / (1 + exp(-logits[0]))]
        case .squared, .huber: logits
        }
      for (a, b) in zip(found, expectedOutput) { #expect(abs(a - b) <= 2e-6) }
      if loss.hasOutputPerClass { #expect(abs(found.reduce(0, +) - 1) <= 1e-6) }
      let decision = loss == .logistic ? (logits[0] > 0 ? 1 : 0) : argmax(logits)
      #expect(classes.view[index] == (loss.isClassification ? Int32(decision) : -7))
      expected.loss += reference.loss(input: problem.input(row), target: target)
      if loss.isClassification {
        expected.correct += Double(decision) == target ? 1 : 0
      } else {
        expected.squaredError += (logits[0] - target) * (logits[0] - target)
      }
    }
    #expect(abs(sums.loss - expected.loss) <= 1e-5 * expected.loss)
    #expect(sums.correct == expected.correct)
    #expect(abs(sums.squaredError - expected.squaredError) <= 1e-5 * expected.squaredError)
  }

  private func argmax(_ values: [Double]) -> Int {
    values.indices.max { values[$0] < values[$1] } ?? 0
  }
}
