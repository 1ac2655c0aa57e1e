public import Arithmetic

/// What an optimizer remembers per parameter, in the order of `ParameterLayout`.
public final class OptimizerState: Sendable {
  private let buffers: [Buffer<Float>]
  public let states: View<View<Float>>
  private let stateBuffer: Buffer<View<Float>>

  public init(_ layout: ParameterLayout, optimizer: Optimizer) {
    let buffers = (0..<optimizer.states).map { _ in
      Buffer<Float>(repeating: 0, count: layout.count)
    }
    self.buffers = buffers
    stateBuffer = Buffer(copying: buffers.map(\.view))
    states = stateBuffer.view
  }
}
