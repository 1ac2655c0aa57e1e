internal import CInstructionSet

/// Asks for rows of a matrix that will be read soon, a few cache lines at a time, while something
/// else is computed. A hint: it changes no result.
///
/// A pointer to its state, which must outlive it: to hand it on costs a word. Belongs to one worker,
/// like the state.
@safe
@frozen
public struct RowPrefetch: BitwiseCopyable, @unchecked Sendable {
  /// What is still to be asked for.
  public struct State: BitwiseCopyable, Sendable {
    fileprivate let order: View<UInt32>?
    fileprivate let matrix: RowMatrix?
    fileprivate let linesPerRow: Int
    fileprivate let linesPerCall: Int
    fileprivate var position = 0
    fileprivate var line = 0

    /// Nothing is to be asked for.
    public init() {
      order = nil
      matrix = nil
      (linesPerRow, linesPerCall) = (1, 0)
    }

    /// - Parameters:
    ///   - order: the rows to be read.
    ///   - columns: elements of each that will be.
    ///   - calls: how often `advance` will be called; more lines are asked for when they are fewer.
    public init(rows order: View<UInt32>, of matrix: RowMatrix, columns: Int, calls: Int) {
      precondition(calls > 0, "RowPrefetch: no calls")
      self.order = order
      self.matrix = matrix
      // One more for rows that do not begin with a line.
      linesPerRow = columns * MemoryLayout<Float>.stride / RowPrefetch.lineBytes + 1
      linesPerCall = (order.count * linesPerRow + calls - 1) / calls
    }
  }

  /// Nil where nothing is to be asked for.
  private let state: UnsafeMutablePointer<State>?

  /// Asks for nothing.
  public static var nothing: RowPrefetch { RowPrefetch(nil) }

  fileprivate static var lineBytes: Int { 64 }

  /// - Parameter state: one element.
  public init(_ state: View<State>) {
    precondition(state.count == 1, "RowPrefetch: one state")
    self.init(state.base)
  }

  private init(_ state: UnsafeMutablePointer<State>?) { self.state = state }

  /// Asks for the next lines.
  @inline(__always)
  func advance() {
    if let state { Self.advance(&state.pointee) }
  }

  @inline(never)
  private static func advance(_ next: inout State) {
    guard let order = next.order, let matrix = next.matrix else { return }
    var remaining = next.linesPerCall
    while remaining > 0 && next.position < order.count {
      let row = matrix.elements.base + Int(order.base[next.position]) &* matrix.pitch
      lockstep_prefetch(UnsafeRawPointer(row) + next.line &* lineBytes)
      next.line &+= 1
      if next.line == next.linesPerRow {
        next.line = 0
        next.position &+= 1
      }
      remaining &-= 1
    }
  }
}
