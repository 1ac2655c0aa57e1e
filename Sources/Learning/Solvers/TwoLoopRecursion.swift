public import Arithmetic

/// The direction of a limited memory as a linear combination of its vectors.
public struct TwoLoopRecursion {
  /// Pairs that the memory has room for.
  private let memory: Int
  private let sums: SolverSums
  /// The sums that were taken in so far: adding up their blocks anew for each use would cost more.
  private let totals: Buffer<Double>
  private let alphas: Buffer<Double>
  /// Of s of each pair, then y of each pair.
  private let coefficientBuffer: Buffer<Double>

  public init(memory: Int, sums: SolverSums) {
    self.memory = memory
    self.sums = sums
    totals = Buffer(repeating: 0, count: OrthantSums.count(pairs: memory))
    alphas = Buffer(repeating: 0, count: memory)
    coefficientBuffer = Buffer(repeating: 0, count: 2 * memory)
  }

  /// What H·v has of each vector.
  public var coefficients: View<Double> { coefficientBuffer.view }

  /// ‖v‖².
  public var pseudoSquare: Double { totals.view[0] }

  /// Takes in what `OrthantSums.writeMemory` wrote with the same arguments.
  public func load(pairs: Int, newest: Int?) {
    let totals = totals.view
    func take(_ index: Int) { totals[index] = sums[index] }
    take(0)
    for pair in 0..<pairs {
      take(1 + pair)
      take(1 + memory + pair)
      guard let newest else { continue }
      for part in [0, memory * memory] {
        take(1 + 2 * memory + part + newest * memory + pair)
        take(1 + 2 * memory + part + pair * memory + newest)
      }
    }
  }

  /// Finds H·v = Σ coefficients·vectors + γ·v from the products taken in.
  ///
  /// - Parameters:
  ///   - pairs: how many are in use.
  ///   - newest: the place of the newest; older ones lie before it, cyclically.
  /// - Returns: γ, sᵀy/yᵀy of the newest pair; 1 without one.
  public func solve(pairs: Int, newest: Int) -> Double {
    let (alphas, coefficients, totals) = (alphas.view, coefficients, totals.view)
    coefficients.fill(0)
    guard pairs > 0 else { return 1 }
    // s·y and y·y of pairs i and j.
    func stepChange(_ i: Int, _ j: Int) -> Double { totals[1 + 2 * memory + i * memory + j] }
    func changeChange(_ i: Int, _ j: Int) -> Double {
      totals[1 + 2 * memory + memory * memory + i * memory + j]
    }
    func place(_ age: Int) -> Int { (newest + memory - age) % memory }
    // q = v − Σ αⱼ·yⱼ, newest first.
    for age in 0..<pairs {
      let pair = place(age)
      var product = totals[1 + pair]
      for other in 0..<age {
        product -= alphas[place(other)] * stepChange(pair, place(other))
      }
      alphas[pair] = product / stepChange(pair, pair)
    }
    let scale = stepChange(newest, newest) / changeChange(newest, newest)
    // r = γ·q + Σ (αⱼ − βⱼ)·sⱼ, oldest first.
    for age in (0..<pairs).reversed() {
      let pair = place(age)
      var product = scale * totals[1 + memory + pair]
      for other in 0..<pairs {
        product -= scale * alphas[place(other)] * changeChange(pair, place(other))
      }
      for other in age + 1..<pairs {
        product += coefficients[place(other)] * stepChange(place(other), pair)
      }
      coefficients[pair] = alphas[pair] - product / stepChange(pair, pair)
    }
    for age in 0..<pairs {
      coefficients[memory + place(age)] = -scale * alphas[place(age)]
    }
    return scale
  }
}
