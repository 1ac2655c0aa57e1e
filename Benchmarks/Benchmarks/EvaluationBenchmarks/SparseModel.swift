import Lockstep
import Measuring

/// A network of the widths of `mnist` with dead inputs and units, and rows.
struct SparseModel {
  let parameters: Parameters
  let data: TrainingData
  let team: Team

  init(rows: Int, dead: Int, workers: Int?) throws {
    // Made data are twenty minibatches.
    let workload = Workload(
      name: "mnist", widths: [784, 256, 128, 10], batch: rows / 20, activation: .relu)
    let parameters = Parameters(ParameterLayout(workload.network))
    parameters.initialize(.glorot, seed: 1)
    var values = parameters.networkOrder
    var next = 0
    for shape in workload.network.layerShapes {
      for row in 0..<shape.inputs {
        if Self.isDead(row, of: shape.inputs, percent: dead) {
          for column in 0..<shape.outputs { values[next + column] = 0 }
        }
        next += shape.outputs
      }
      next += shape.outputs
    }
    parameters.load(networkOrder: values)
    self.parameters = parameters
    data = workload.makeData()
    team = try Team(workers: workers)
  }

  /// 7 is prime to the widths of the hidden layers and 5 to that of the inputs: neighbours are spread.
  private static func isDead(_ row: Int, of count: Int, percent: Int) -> Bool {
    row * (count == 784 ? 5 : 7) % count < count * percent / 100
  }
}
