import Arithmetic
import Learning

/// The memory of a snapshot: parameters, the optimizer's arrays, and the best parameters where a run keeps
/// them.
final class SnapshotArrays: Sendable {
  let states: Int
  let hasBest: Bool
  private let layout: ParameterLayout
  private let buffers: [Buffer<Float>]

  init(_ layout: ParameterLayout, states: Int, hasBest: Bool) {
    self.layout = layout
    self.states = states
    self.hasBest = hasBest
    buffers = (0..<1 + states + (hasBest ? 1 : 0)).map { _ in
      Buffer(repeating: 0, count: layout.count)
    }
  }

  var bytes: Int { buffers.count * layout.count * MemoryLayout<Float>.size }

  /// Copies one worker's slice of all arrays, in the order of this memory.
  func copy(_ slice: [Range<Int>], of sources: View<View<Float>>) {
    for (index, buffer) in buffers.enumerated() {
      let source = sources[index]
      for range in slice { buffer.view[range].copy(from: source[range]) }
    }
  }

  func networkOrder(_ index: Int) -> [Float] { layout.networkOrder(buffers[index].view) }
}
