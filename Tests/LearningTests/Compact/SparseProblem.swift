import Arithmetic
import Learning

/// A made network with dead inputs and units and single zeros of both signs, and rows that try it.
struct SparseProblem {
  static let rows = 70

  let network: Network
  let parameters: Parameters
  let inputs: RowMatrix
  let targets: View<Float>
  private let owners: [Buffer<Float>]

  /// What part of the inputs and units is dead.
  enum Deadness: CaseIterable {
    case none, some, most, all
    /// Units alone, the inputs all live.
    case units
    /// Inputs alone.
    case inputs
  }

  /// What the inputs hold.
  enum Values: CaseIterable {
    case ordinary
    /// Zeros of both signs in half of the places.
    case zeros
    /// Infinities, NaN and numbers that overflow, in some rows.
    case special
    /// Numbers whose products underflow.
    case tiny
  }

  init(
    hidden: [Int], activation: Activation, loss: Loss, hasSkip: Bool = false, deadness: Deadness,
    values: Values = .ordinary, bias: Float? = nil, scale: Float = 1, seed: UInt64 = 1
  ) {
    let network = Network(
      inputs: 21, hidden: hidden, outputs: loss.hasOutputPerClass ? 3 : 1, activation: activation,
      loss: loss, hasSkip: hasSkip)
    self.network = network
    parameters = Parameters(ParameterLayout(network))
    parameters.load(
      networkOrder: Self.weights(
        of: network, deadness: deadness, bias: bias, scale: scale, seed: seed))
    let pitch = RowMatrix.pitch(columns: network.inputs + 1)
    let memory = Buffer<Float>(repeating: .nan, count: Self.rows * pitch)
    inputs = RowMatrix(memory.view, rows: Self.rows, pitch: pitch)
    let stream = RandomStream(seed: seed, purpose: .synthesis)
    for row in 0..<Self.rows {
      for column in 0..<network.inputs {
        let place = UInt64(row * network.inputs + column)
        let draw = stream.integer(below: 64, element: place + 1 << 20)
        let number = 4 * stream.uniform(element: place) - 2
        inputs.row(row)[column] =
          switch values {
          case .ordinary: number
          case .zeros: draw < 16 ? 0 : draw < 32 ? -0.0 : number
          case .tiny: draw < 32 ? number * 0x1p-140 : draw < 40 ? -0.0 : 0
          case .special:
            row % 3 > 0 || draw > 5
              ? number
              : [.infinity, -.infinity, .nan, 3e38, -3e38, 0x1p120][Int(draw)]
          }
      }
    }
    let targetMemory = Buffer<Float>(
      copying: (0..<Self.rows).map { row in
        loss.hasOutputPerClass ? Float(row % 3) : loss == .logistic ? Float(row % 2) : 0.5
      })
    targets = targetMemory.view
    owners = [memory, targetMemory]
  }

  var examples: Examples { Examples(inputs: inputs, targets: targets) }

  /// In network order: a dead input or unit has zeros of both signs in its outgoing weights (an input
  /// also in the skip connection), a tenth of the other weights is zero as well.
  private static func weights(
    of network: Network, deadness: Deadness, bias: Float?, scale: Float, seed: UInt64
  ) -> [Float] {
    let stream = RandomStream(seed: seed, purpose: .initialization)
    var values: [Float] = []
    func draw(_ kind: UInt64, below count: UInt64) -> UInt32 {
      stream.integer(below: count, element: kind << 32 + UInt64(values.count))
    }
    func isDead(layer: Int, row: Int) -> Bool {
      let isInput = layer == 0
      let draw = stream.integer(below: 10, element: 1 << 40 + UInt64(layer * 1000 + row))
      return switch deadness {
      case .none: false
      case .some: draw < 5
      case .most: draw < 9
      case .all: true
      case .units: !isInput && draw < 6
      case .inputs: isInput && draw < 6
      }
    }
    for (layer, shape) in network.layerShapes.enumerated() {
      let below = network.widths[layer]
      for row in 0..<shape.inputs {
        let isDead =
          row < below ? isDead(layer: layer, row: row) : isDead(layer: 0, row: row - below)
        for _ in 0..<shape.outputs {
          let isZero = isDead || deadness != .none && draw(1, below: 10) == 0
          let number = (2 * stream.uniform(element: UInt64(values.count)) - 1) * scale
          values.append(isZero ? (draw(2, below: 2) == 0 ? 0 : -0.0) : number)
        }
      }
      for _ in 0..<shape.outputs {
        values.append(bias ?? 2 * stream.uniform(element: UInt64(values.count)) - 1)
      }
    }
    return values
  }
}
