import Arithmetic

/// Minimizes functions without derivatives: steps along axes and drawn directions that get shorter
/// where none goes down.
///
/// Kolda, Lewis, Torczon 2003 (doi:10.1137/S003614450242889), section 1.3. It knows nothing of proximal
/// maps, which is what it is for.
struct CompassSearch {
  private var stream = RandomStream(seed: 11, purpose: .synthesis)
  private var drawn: UInt64 = 0

  mutating func uniform() -> Double {
    drawn += 1
    return 2 * Double(stream.uniform(element: drawn)) - 1
  }

  mutating func direction(_ count: Int) -> [Double] {
    let values = (0..<count).map { _ in uniform() }
    let norm = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return values.map { $0 / max(norm, 1e-9) }
  }

  /// - Parameter scale: of the answer; the search ends 1e-10 of it from a minimum.
  mutating func minimize(
    from start: [Double], scale: Double, _ function: ([Double]) -> Double
  ) -> [Double] {
    var (best, length) = (start, scale / 2)
    var value = function(best)
    while length > scale * 1e-10 {
      var directions = best.indices.map { axis in
        best.indices.map { $0 == axis ? 1.0 : 0 }
      }
      if best.count > 1 { directions += (0..<4).map { _ in direction(best.count) } }
      var hasMoved = false
      for direction in directions {
        for sign in [1.0, -1] {
          let next = zip(best, direction).map { $0 + sign * length * $1 }
          let found = function(next)
          if found < value { (best, value, hasMoved) = (next, found, true) }
        }
      }
      if !hasMoved { length /= 2 }
    }
    return best
  }
}
