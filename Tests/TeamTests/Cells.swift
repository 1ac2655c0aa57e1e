/// Plain numbers that workers write without atomics, each its own.
///
/// Unchecked: the barrier under test is what keeps accesses apart.
final class Cells: @unchecked Sendable {
  let memory: UnsafeMutableBufferPointer<Int>

  init(count: Int) {
    memory = .allocate(capacity: count)
    memory.initialize(repeating: 0)
  }

  deinit {
    memory.deallocate()
  }
}
