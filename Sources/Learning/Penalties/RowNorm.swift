import Arithmetic

/// The norm t of each lane's row after its proximal map, and the pull μ that the row then feels: the root of
///
///     φ(t) = Σ (vᵢ / (t + μ(t)·sᵢ))² = 1,   μ(t) = λ − M·Σ (|uₖ| − M·t)₊ / sₖ
///
/// or 0 where v is 0 or already φ(0) ≤ 1 with μ(0) > 0. Without bounded weights μ is λ.
///
/// 1/√φ − 1 grows with t and is concave, since t + μ(t)·sᵢ is, so Newton's steps on it never pass the
/// root from below (Moré, Sorensen 1983, doi:10.1137/0904038); a bracket catches the first ones.
struct RowNorm {
  /// t.
  let norm: Vector
  /// μ(t).
  let pull: Vector
  /// √φ(t): 1 but for rounding, which is large where t + μ·sᵢ is a small difference of large numbers.
  /// Rows that are divided by it have the norm t all the same.
  let size: Vector

  /// More than the bracket needs in binary32; five or six are usual.
  private static var mostSteps: Int { 64 }
  /// A step of this part of t is the last: Newton squares the error.
  private static var lastStep: Float { 0x1p-16 }

  /// - Parameters:
  ///   - rows: v, `[weights of a row, lanes]`.
  ///   - strength: λ of each lane.
  ///   - bounded: u, likewise, may be empty.
  ///   - hierarchy: M.
  static func find(
    _ rows: View<Float>, steps: RowSteps, strength: Vector, bounded: View<Float>,
    boundedSteps: RowSteps, hierarchy: Float
  ) -> RowNorm {
    let problem = Problem(
      rows: rows, steps: steps, strength: strength, bounded: bounded, boundedSteps: boundedSteps,
      hierarchy: hierarchy)
    let norm = RowMap.norm(rows)
    let one = Vector(repeating: 1)
    var largest = Vector()
    var index = 0
    while index < bounded.count {
      let value = bounded.vector(at: index)
      let magnitude = value.replacing(with: -value, where: value .< 0)
      largest.replace(with: magnitude, where: magnitude .> largest)
      index &+= Vector.scalarCount
    }
    var (low, high) = (Vector(), norm)
    if bounded.count > 0 {
      let reach = largest / hierarchy
      high.replace(with: reach, where: reach .> high)
    }
    let start = problem.pull(at: low)
    let atZero = problem.evaluate(at: low, start)
    let isWeak = atZero.sum .<= 1
    let isZero = (norm .== 0) .| ((start.pull .> 0) .& isWeak)
    // What is decided keeps its value: no lane's answer depends on its neighbours.
    var isDone = isZero
    var root = high.replacing(with: Vector(), where: isZero)
    var step = 0
    while step < mostSteps && !all(isDone) {
      let value = problem.evaluate(at: root, problem.pull(at: root))
      let isBelow = value.isOutside .| (value.sum .> 1)
      low.replace(with: root, where: isBelow .& .!isDone)
      high.replace(with: root, where: .!isBelow .& .!isDone)
      let newton = root + value.sum * (value.sum.squareRoots - one) / value.slope
      let change = newton - root
      let size = change.replacing(with: -change, where: change .< 0)
      let isLast = (size .<= root * lastStep) .& .!value.isOutside
      let isInside = (newton .> low) .& (newton .< high) .& .!value.isOutside
      let middle = low + (high - low) * 0.5
      let next = middle.replacing(with: newton, where: isInside .| isLast)
      root.replace(with: next, where: .!isDone)
      isDone.replace(with: SIMDMask(repeating: true), where: isLast)
      step &+= 1
    }
    let pull = problem.pull(at: root)
    return RowNorm(
      norm: root, pull: pull.pull, size: problem.evaluate(at: root, pull).sum.squareRoots)
  }

  /// φ and what belongs to it.
  private struct Problem {
    let rows: View<Float>
    let steps: RowSteps
    let strength: Vector
    let bounded: View<Float>
    let boundedSteps: RowSteps
    let hierarchy: Float

    /// μ(t) and μ′(t).
    @inline(__always)
    func pull(at norm: Vector) -> (pull: Vector, slope: Vector) {
      guard bounded.count > 0 else { return (strength, Vector()) }
      let lanes = Vector.scalarCount
      let bound = norm * hierarchy
      var (sum, slope) = (Vector(), Vector())
      var index = 0
      while index &* lanes < bounded.count {
        let value = bounded.vector(at: index &* lanes)
        let excess = value.replacing(with: -value, where: value .< 0) - bound
        let isIn = excess .<= 0
        let step = boundedSteps[index]
        sum += (excess / step).replacing(with: Vector(), where: isIn)
        slope += (Vector(repeating: 1) / step).replacing(with: Vector(), where: isIn)
        index &+= 1
      }
      return (
        strength.addingProduct(-sum, Vector(repeating: hierarchy)),
        slope * (hierarchy * hierarchy)
      )
    }

    /// φ(t), half of −φ′(t), and whether some t + μ·sᵢ is not positive: t is then too small.
    @inline(__always)
    func evaluate(
      at norm: Vector, _ pull: (pull: Vector, slope: Vector)
    ) -> (sum: Vector, slope: Vector, isOutside: SIMDMask<Vector.MaskStorage>) {
      let one = Vector(repeating: 1)
      var (sum, slope) = (Vector(), Vector())
      var isOutside = SIMDMask<Vector.MaskStorage>(repeating: false)
      let lanes = Vector.scalarCount
      var index = 0
      while index &* lanes < rows.count {
        let divisor = norm.addingProduct(pull.pull, steps[index])
        isOutside.replace(with: SIMDMask(repeating: true), where: divisor .<= 0)
        let inverse = one / divisor
        let quotient = rows.vector(at: index &* lanes) * inverse
        let square = quotient * quotient
        sum += square
        slope = slope.addingProduct(
          square * inverse, one.addingProduct(pull.slope, steps[index]))
        index &+= 1
      }
      return (sum, slope, isOutside)
    }
  }
}
