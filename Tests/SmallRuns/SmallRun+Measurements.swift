import Arithmetic
import Learning

extension SmallRun {
  /// What is not training: losses and predictions, element functions, random numbers.
  static var measurements: [SmallRun] {
    var runs: [SmallRun] = []
    for loss in Loss.allCases {
      runs.append(
        SmallRun("evaluation-" + loss.rawValue) { evaluation(loss) })
    }
    let functions: [(String, @Sendable (Float) -> Float)] = [
      ("exp", { ElementFunction.exp($0) }), ("log", { ElementFunction.log($0) }),
      ("log1p", { ElementFunction.log1p($0) }), ("tanh", { ElementFunction.tanh($0) }),
      ("sigmoid", { ElementFunction.sigmoid($0) }),
      ("softplus", { ElementFunction.softplus($0) }), ("erf", { ElementFunction.erf($0) }),
      ("cos", { ElementFunction.cos($0) }), ("gelu", { ElementFunction.gelu($0) }),
      ("gelu-derivative", { ElementFunction.geluDerivative($0) }),
    ]
    for (name, function) in functions {
      runs.append(
        SmallRun("function-" + name) {
          arguments.map { function($0).word }
        })
    }
    let doubleFunctions: [(String, @Sendable (Double) -> Double)] = [
      ("exp", { ElementFunction.exp($0) }), ("log", { ElementFunction.log($0) }),
      ("log1p", { ElementFunction.log1p($0) }), ("cos-pi", { ElementFunction.cosPi($0) }),
      ("power", { ElementFunction.power($0, 13) }),
    ]
    for (name, function) in doubleFunctions {
      runs.append(
        SmallRun("function-" + name + "-binary64") {
          arguments.flatMap { function(Double($0) * 1.1).words }
        })
    }
    for count in [1, 2, 43, 1000] {
      runs.append(
        SmallRun("permutation-" + decimal(count)) {
          let order = Buffer<UInt32>(repeating: 0, count: count)
          RandomStream(seed: 3, purpose: .rowOrder, major: 2).writePermutation(into: order.view)
          return withExtendedLifetime(order) { order.view.array() }
        })
    }
    return runs
  }

  /// Loss, hits and squared error of untrained weights, and what they predict.
  private static func evaluation(_ loss: Loss) -> [UInt32] {
    var settings = TrainingSettings()
    settings.loss = loss
    let (data, parameters) = (settings.data, settings.start)
    let outputs = settings.network.outputs
    let evaluator = Evaluator(parameters, compact: nil, capacity: data.rows)
    let pitch = RowMatrix.pitch(columns: outputs)
    let output = Buffer<Float>(repeating: 0, count: data.rows * pitch)
    let classes = Buffer<Int32>(repeating: -1, count: data.rows)
    let rows = RowMatrix(output.view, rows: data.rows, pitch: pitch)
    return withExtendedLifetime((data, output, classes)) {
      let sums = evaluator.measure(0..<data.rows, of: data.examples)
      evaluator.predict(
        0..<data.rows, of: data.examples.inputs, into: rows, classes: classes.view)
      var words = sums.loss.words + sums.correct.words + sums.squaredError.words
      for row in 0..<data.rows {
        words += rows.row(row)[0..<outputs].array().map { $0.word }
        words.append(UInt32(bitPattern: classes.view[row]))
      }
      return words
    }
  }

  /// Every exponent with a few significands, both signs, and the special values.
  private static var arguments: [Float] {
    var values: [Float] = [0, .infinity, .nan, .leastNonzeroMagnitude, .greatestFiniteMagnitude]
    for exponent in stride(from: UInt32(0), to: 255, by: 3) {
      for significand in [UInt32(0), 0x12_3456, 0x6a_09e6] {
        values.append(Float(bitPattern: exponent << 23 | significand))
      }
    }
    // Where most functions are used.
    for index in 0..<200 { values.append(Float(index) * 0.043 + 0.001) }
    return values + values.map { -$0 }
  }

  private static func decimal(_ number: Int) -> String {
    number < 10 ? digits[number] : decimal(number / 10) + digits[number % 10]
  }

  private static var digits: [String] { ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"] }
}
