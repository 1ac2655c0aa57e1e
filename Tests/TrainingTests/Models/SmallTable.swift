import Datasets
import Learning
import Training

/// Small tables for each task, and models that were never trained on them.
enum SmallTable: String, CaseIterable, Sendable {
  case number
  case twoClasses
  case threeClasses

  var table: Table {
    get throws {
      var text = "age,colour,target\n"
      for row in 0..<24 {
        let age = row % 7 == 3 ? "" : "\(Double(row * row % 31) / 2)"
        let target =
          switch self {
          case .number: "\(Double(row) * 1.75 + 0.125)"
          case .twoClasses: ["no", "yes"][row % 2]
          case .threeClasses: ["a", "b", "c"][row % 3]
          }
        text += "\(age),\(["red", "green", "blue"][row / 2 % 3]),\(target)\n"
      }
      return try Table(bytes: Array(text.utf8), path: "\(rawValue).csv")
    }
  }

  var prepared: PreparedData {
    get throws { try PreparedData(table) }
  }

  /// Glorot weights, and biases that are not zero.
  func model(hidden: [Int] = [5, 3]) throws -> Model {
    var configuration = TrainingConfiguration()
    configuration.hidden = hidden
    configuration.activation = .gelu
    let schema = try prepared.schema
    let parameters = Parameters(ParameterLayout(try Network(configuration, for: schema)))
    parameters.initialize(.glorot, seed: 5)
    parameters.load(networkOrder: parameters.networkOrder.map { $0 == 0 ? 0.375 : $0 })
    return Model(schema: schema, parameters: parameters)
  }
}
