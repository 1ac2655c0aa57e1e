internal import CInstructionSet

/// One row of a tile: the accumulators of one or two vectors of neighbouring output elements.
protocol TileRow {
  /// Vectors side by side.
  static var vectors: Int { get }

  /// +0 everywhere.
  init()

  /// From memory, which need not be aligned.
  init(at source: UnsafePointer<Float>)

  func store(to target: UnsafeMutablePointer<Float>)

  /// One link of each chain: `self += factor · operand`, fused.
  mutating func addProduct(_ factor: Float, _ operand: Self)

  /// `left + self`.
  mutating func add(left: Self)

  /// The elements where those of `gate` are above 0 or NaN, +0 elsewhere.
  func whereAboveZero(_ gate: Self) -> Self
}

struct OneVector: TileRow {
  private var first: Vector

  static var vectors: Int { 1 }

  @inline(__always)
  init() { first = Vector() }

  @inline(__always)
  private init(_ first: Vector) { self.first = first }

  @inline(__always)
  init(at source: UnsafePointer<Float>) {
    first = UnsafeRawPointer(source).loadUnaligned(as: Vector.self)
  }

  @inline(__always)
  func store(to target: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(target).storeBytes(of: first, as: Vector.self)
  }

  @inline(__always)
  mutating func addProduct(_ factor: Float, _ operand: OneVector) {
    first = first.addingProduct(Vector(repeating: factor), operand.first)
  }

  @inline(__always)
  mutating func add(left: OneVector) { first = left.first + first }

  @inline(__always)
  func whereAboveZero(_ gate: OneVector) -> OneVector {
    OneVector(first.whereAboveZero(gate.first))
  }
}

struct TwoVectors: TileRow {
  private var first: OneVector
  private var second: OneVector

  static var vectors: Int { 2 }

  @inline(__always)
  init() {
    first = OneVector()
    second = OneVector()
  }

  @inline(__always)
  private init(_ first: OneVector, _ second: OneVector) {
    self.first = first
    self.second = second
  }

  @inline(__always)
  init(at source: UnsafePointer<Float>) {
    first = OneVector(at: source)
    second = OneVector(at: source + Vector.scalarCount)
  }

  @inline(__always)
  func store(to target: UnsafeMutablePointer<Float>) {
    first.store(to: target)
    second.store(to: target + Vector.scalarCount)
  }

  @inline(__always)
  mutating func addProduct(_ factor: Float, _ operand: TwoVectors) {
    first.addProduct(factor, operand.first)
    second.addProduct(factor, operand.second)
  }

  @inline(__always)
  mutating func add(left: TwoVectors) {
    first.add(left: left.first)
    second.add(left: left.second)
  }

  @inline(__always)
  func whereAboveZero(_ gate: TwoVectors) -> TwoVectors {
    TwoVectors(first.whereAboveZero(gate.first), second.whereAboveZero(gate.second))
  }
}
