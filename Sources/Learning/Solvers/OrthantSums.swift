public import Arithmetic

/// The sums that decide about a step of OWL-QN, and the products of its limited memory.
///
/// All products between the memory's vectors are kept, so that the two-loop recursion (Nocedal 1980,
/// doi:10.1090/S0025-5718-1980-0572855-7) works on numbers alone and its direction is one linear
/// combination: workers meet once an iteration for it and not 2·memory times (Chen, Wang, Zhou 2014,
/// "Large-scale L-BFGS using MapReduce").
public enum OrthantSums {
  /// Of a trial step: s = w⁺ − w.
  public enum Trial: Int, CaseIterable, Sendable {
    /// v·s, the slope at its start.
    case slope
    /// (g⁺ − g)·s, how much the slope grows.
    case curvature
    /// g·s.
    case smoothSlope
    /// ½·λ₂·(‖w⁺‖² − ‖w‖²), weights only.
    case decay
    /// ‖s‖².
    case distance
    /// ‖g⁺ − g‖².
    case change
  }

  /// Of a trial point.
  public static func writeTrial(
    _ sums: SolverSums, blocks: Range<Int>, l2: Double, values: View<Float>, next: View<Float>,
    pseudo: View<Float>, gradient: View<Float>, nextGradient: View<Float>
  ) {
    sums.write(Trial.slope.rawValue, blocks: blocks) { offset, _ in
      Double(pseudo[offset]) * (Double(next[offset]) - Double(values[offset]))
    }
    sums.write(Trial.curvature.rawValue, blocks: blocks) { offset, _ in
      (Double(nextGradient[offset]) - Double(gradient[offset]))
        * (Double(next[offset]) - Double(values[offset]))
    }
    sums.write(Trial.smoothSlope.rawValue, blocks: blocks) { offset, _ in
      Double(gradient[offset]) * (Double(next[offset]) - Double(values[offset]))
    }
    sums.write(Trial.decay.rawValue, blocks: blocks) { offset, isBias in
      let (old, new) = (Double(values[offset]), Double(next[offset]))
      return isBias || l2 == 0 ? 0 : 0.5 * l2 * (new - old) * (new + old)
    }
    sums.write(Trial.distance.rawValue, blocks: blocks) { offset, _ in
      let step = Double(next[offset]) - Double(values[offset])
      return step * step
    }
    sums.write(Trial.change.rawValue, blocks: blocks) { offset, _ in
      let change = Double(nextGradient[offset]) - Double(gradient[offset])
      return change * change
    }
  }

  /// How many sums a memory of `pairs` pairs needs.
  public static func count(pairs: Int) -> Int {
    max(Trial.allCases.count, 1 + 2 * pairs + 2 * pairs * pairs)
  }

  /// Writes some blocks of ‖v‖² and of the products of v with all vectors of the memory; the products of
  /// the pair `newest` with the others as well, unless it is nil.
  ///
  /// - Parameters:
  ///   - basis: s of each pair, then y of each pair.
  ///   - pairs: how many of the memory's are in use.
  public static func writeMemory(
    _ sums: SolverSums, blocks: Range<Int>, pseudo: View<Float>, basis: View<View<Float>>,
    pairs: Int, newest: Int?
  ) {
    let memory = basis.count / 2
    sums.writeProduct(0, pseudo, pseudo, blocks: blocks)
    for pair in 0..<pairs {
      sums.writeProduct(1 + pair, basis[pair], pseudo, blocks: blocks)
      sums.writeProduct(1 + memory + pair, basis[memory + pair], pseudo, blocks: blocks)
    }
    guard let newest else { return }
    for pair in 0..<pairs {
      let (step, change) = (basis[newest], basis[memory + newest])
      func write(_ place: Int, _ a: View<Float>, _ b: View<Float>) {
        sums.writeProduct(1 + 2 * memory + place, a, b, blocks: blocks)
      }
      write(newest * memory + pair, step, basis[memory + pair])
      write(pair * memory + newest, basis[pair], change)
      write(memory * memory + newest * memory + pair, change, basis[memory + pair])
      write(memory * memory + pair * memory + newest, basis[memory + pair], change)
    }
  }
}
