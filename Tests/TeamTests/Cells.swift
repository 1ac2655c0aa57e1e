/// Plain numbers that workers write without atomics, each its own.
///
/// A bare pointer, because the thread sanitizer does not see what happens inside the standard
/// library's collections. Unchecked: the barrier under test is what keeps accesses apart.
final class Cells: @unchecked Sendable {
  private let base: UnsafeMutablePointer<Int>
  private let count: Int

  init(count: Int) {
    base = .allocate(capacity: count)
    base.initialize(repeating: 0, count: count)
    self.count = count
  }

  deinit {
    base.deallocate()
  }

  subscript(index: Int) -> Int {
    get { base[index] }
    set { base[index] = newValue }
  }

  var all: [Int] { (0..<count).map { base[$0] } }
}
