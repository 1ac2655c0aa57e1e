/// Finds names by their bytes: `String` would take composed and decomposed letters for equal.
struct NameIndex {
  private var positions: [[UInt8]: Int] = [:]

  /// The positions of a name that occurs before.
  private(set) var firstDuplicate: (first: Int, second: Int)?

  init(_ names: [String]) {
    positions.reserveCapacity(names.count)
    for (position, name) in names.enumerated() {
      if let first = positions[Array(name.utf8)] {
        if firstDuplicate == nil { firstDuplicate = (first, position) }
      } else {
        positions[Array(name.utf8)] = position
      }
    }
  }

  subscript(name: String) -> Int? { positions[Array(name.utf8)] }
}
