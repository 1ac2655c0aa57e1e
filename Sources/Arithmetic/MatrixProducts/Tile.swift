internal import CInstructionSet

/// The registers of a product: rows of accumulators, every element one chain of fused multiply-adds
/// over the summed index in ascending order (rule 2).
///
/// A tile of n rows is a type put together of smaller ones (`Rows12` of `Rows6` and `Rows6`, …), so
/// that each accumulator is a stored property of its own: those become registers in the Swift
/// optimizer. (Rejected: `InlineArray`, whose elements are memory until late in LLVM, and stay it
/// as soon as the loop around them does anything else; a product then runs at 0.4 of its speed.)
///
/// The highest tile of two vectors has as many accumulators as there are registers to spare: 12 × 2
/// of 32 registers (AVX-512, NEON), 6 × 2 of 16 (AVX2).
protocol Tile {
  associatedtype Row: TileRow

  static var rows: Int { get }

  /// +0 everywhere.
  init()

  /// Row r from `source + r · stride`.
  init(at source: UnsafePointer<Float>, stride: Int)

  func store(to target: UnsafeMutablePointer<Float>, stride: Int)

  /// One link of each chain: row r gets `left[r · stride] · operand`.
  mutating func addProducts(_ left: UnsafePointer<Float>, stride: Int, _ operand: Row)

  /// `left + self`, element by element: a node of the reduction tree.
  mutating func add(left: Self)

  /// The elements where those of `gate` are above 0 or NaN, +0 elsewhere.
  func whereAboveZero(_ gate: Self) -> Self

  /// Asks for the memory that the tile will be stored to.
  static func prefetchForWriting(_ target: UnsafeMutablePointer<Float>, stride: Int)
}

extension Tile {
  /// Adds `depth` products: `self[r] += left(r, k) · right[k]`.
  ///
  /// - Parameters:
  ///   - left: element (r, k) of the left operand lies at `left[r · rowStride + k · depthStride]`.
  ///   - right: row k lies at `right + k · rightStride` (in elements).
  @inline(__always)
  mutating func accumulate(
    depth: Int, left: UnsafePointer<Float>, rowStride: Int, depthStride: Int,
    right: UnsafePointer<Float>, rightStride: Int
  ) {
    var (left, right) = (left, right)
    for _ in 0..<depth {
      lockstep_keep_loop()
      addProducts(left, stride: rowStride, Row(at: right))
      left += depthStride
      right += rightStride
    }
  }
}

struct SingleRow<Row: TileRow>: Tile {
  private var row: Row

  static var rows: Int { 1 }

  @inline(__always)
  init() { row = Row() }

  @inline(__always)
  private init(_ row: Row) { self.row = row }

  @inline(__always)
  init(at source: UnsafePointer<Float>, stride: Int) { row = Row(at: source) }

  @inline(__always)
  func store(to target: UnsafeMutablePointer<Float>, stride: Int) { row.store(to: target) }

  @inline(__always)
  mutating func addProducts(_ left: UnsafePointer<Float>, stride: Int, _ operand: Row) {
    row.addProduct(left.pointee, operand)
  }

  @inline(__always)
  mutating func add(left: SingleRow) { row.add(left: left.row) }

  @inline(__always)
  func whereAboveZero(_ gate: SingleRow) -> SingleRow {
    SingleRow(row.whereAboveZero(gate.row))
  }

  @inline(__always)
  static func prefetchForWriting(_ target: UnsafeMutablePointer<Float>, stride: Int) {
    lockstep_prefetch_for_writing(target)
    if Row.vectors > 1 { lockstep_prefetch_for_writing(target + Vector.scalarCount) }
  }
}

/// One tile above another.
struct StackedRows<Upper: Tile, Lower: Tile>: Tile where Upper.Row == Lower.Row {
  private var upper: Upper
  private var lower: Lower

  static var rows: Int { Upper.rows &+ Lower.rows }

  @inline(__always)
  init() {
    upper = Upper()
    lower = Lower()
  }

  @inline(__always)
  private init(_ upper: Upper, _ lower: Lower) {
    self.upper = upper
    self.lower = lower
  }

  @inline(__always)
  init(at source: UnsafePointer<Float>, stride: Int) {
    upper = Upper(at: source, stride: stride)
    lower = Lower(at: source + Upper.rows &* stride, stride: stride)
  }

  @inline(__always)
  func store(to target: UnsafeMutablePointer<Float>, stride: Int) {
    upper.store(to: target, stride: stride)
    lower.store(to: target + Upper.rows &* stride, stride: stride)
  }

  @inline(__always)
  mutating func addProducts(_ left: UnsafePointer<Float>, stride: Int, _ operand: Upper.Row) {
    upper.addProducts(left, stride: stride, operand)
    lower.addProducts(left + Upper.rows &* stride, stride: stride, operand)
  }

  @inline(__always)
  mutating func add(left: StackedRows) {
    upper.add(left: left.upper)
    lower.add(left: left.lower)
  }

  @inline(__always)
  func whereAboveZero(_ gate: StackedRows) -> StackedRows {
    StackedRows(upper.whereAboveZero(gate.upper), lower.whereAboveZero(gate.lower))
  }

  @inline(__always)
  static func prefetchForWriting(_ target: UnsafeMutablePointer<Float>, stride: Int) {
    Upper.prefetchForWriting(target, stride: stride)
    Lower.prefetchForWriting(target + Upper.rows &* stride, stride: stride)
  }
}

typealias Rows1<Row: TileRow> = SingleRow<Row>
typealias Rows2<Row: TileRow> = StackedRows<Rows1<Row>, Rows1<Row>>
typealias Rows3<Row: TileRow> = StackedRows<Rows2<Row>, Rows1<Row>>
typealias Rows4<Row: TileRow> = StackedRows<Rows2<Row>, Rows2<Row>>
typealias Rows5<Row: TileRow> = StackedRows<Rows3<Row>, Rows2<Row>>
typealias Rows6<Row: TileRow> = StackedRows<Rows3<Row>, Rows3<Row>>
typealias Rows7<Row: TileRow> = StackedRows<Rows4<Row>, Rows3<Row>>
typealias Rows8<Row: TileRow> = StackedRows<Rows4<Row>, Rows4<Row>>
typealias Rows9<Row: TileRow> = StackedRows<Rows5<Row>, Rows4<Row>>
typealias Rows10<Row: TileRow> = StackedRows<Rows5<Row>, Rows5<Row>>
typealias Rows11<Row: TileRow> = StackedRows<Rows6<Row>, Rows5<Row>>
typealias Rows12<Row: TileRow> = StackedRows<Rows6<Row>, Rows6<Row>>
