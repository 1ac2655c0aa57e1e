import Arithmetic
import Testing

@testable import Learning

@Suite struct RowMapTests {
  /// One row of each kind, and what its map minimizes.
  struct Case: Sendable {
    var skip: [Float]
    var skipSteps: [Float]
    var weights: [Float] = []
    var weightSteps: [Float] = []
    var strength: Float
    var hierarchy: Float = 1
    /// Of single weights: sparse-group.
    var l1: Float = 0

    var scale: Double {
      max(1e-30, (skip + weights).map { Double($0.magnitude) }.max() ?? 0)
    }

    /// ½·Σ(θᵢ − vᵢ)²/sᵢ + λ·‖θ‖₂ + λ₁·Σ|θᵢ| + ½·Σ(Wₖ − uₖ)²/sₖ, W the best that θ allows.
    func objective(_ theta: [Double]) -> Double {
      let norm = theta.reduce(0) { $0 + $1 * $1 }.squareRoot()
      var sum = Double(strength) * norm
      for index in theta.indices {
        let distance = theta[index] - Double(skip[index])
        sum += distance * distance / 2 / Double(skipSteps[index]) + Double(l1) * abs(theta[index])
      }
      for index in weights.indices {
        let cut = max(0, abs(Double(weights[index])) - Double(hierarchy) * norm)
        sum += cut * cut / 2 / Double(weightSteps[index])
      }
      return sum
    }

    /// From many starts: with a hierarchy there may be several low places.
    func minimizer(_ search: inout CompassSearch) -> [Double] {
      let starts =
        [skip.map(Double.init), skip.map { Double($0) / 64 }]
        + (0..<6).map { _ in skip.map { _ in search.uniform() * scale } }
      var best = skip.map { _ in 0.0 }
      for start in starts {
        let found = search.minimize(from: start, scale: scale, objective)
        if objective(found) < objective(best) { best = found }
      }
      return best
    }
  }

  /// What the maps make of cases of the same shape, one in each lane.
  static func mapped(
    _ cases: [Case], isUniform: Bool
  ) -> [(skip: [Float], weights: [Float])] {
    let lanes = Vector.scalarCount
    func side(_ values: (Case) -> [Float]) -> Buffer<Float> {
      let count = values(cases[0]).count
      return Buffer(
        copying: (0..<count * lanes).map { index in
          index % lanes < cases.count ? values(cases[index % lanes])[index / lanes] : 0
        })
    }
    let (skip, weights) = (side(\.skip), side(\.weights))
    let (skipSteps, weightSteps) = (side(\.skipSteps), side(\.weightSteps))
    var (strength, l1) = (Vector(), Vector())
    for (lane, one) in cases.enumerated() { (strength[lane], l1[lane]) = (one.strength, one.l1) }
    return withExtendedLifetime((skip, weights, skipSteps, weightSteps)) {
      let steps = isUniform ? RowSteps(cases[0].skipSteps[0]) : RowSteps(each: skipSteps.view)
      if cases[0].weights.isEmpty {
        for index in cases[0].skip.indices {
          skip.view.setVector(
            SoftThreshold.apply(l1 * steps[index], to: skip.view.vector(at: index * lanes)),
            at: index * lanes)
        }
        RowMap.shrink(skip.view, steps: steps, strength: strength)
      } else {
        RowMap.hierarchical(
          skip: skip.view, skipSteps: steps, weights: weights.view,
          weightSteps: isUniform ? steps : RowSteps(each: weightSteps.view), strength: strength,
          hierarchy: cases[0].hierarchy)
      }
      return cases.indices.map { lane in
        (
          cases[0].skip.indices.map { skip.view[$0 * lanes + lane] },
          cases[0].weights.indices.map { weights.view[$0 * lanes + lane] }
        )
      }
    }
  }

  /// Made cases: sizes, sparse-group or hierarchical, and steps that are one or many.
  static func cases(
    _ size: Int, bounded: Int, isSparse: Bool, isUniform: Bool, count: Int, scale: Float = 1
  ) -> [Case] {
    let stream = RandomStream(seed: UInt64(7 * size + bounded), purpose: .synthesis)
    var element: UInt64 = isSparse ? 1 << 20 : 0
    func draw() -> Float {
      element += 1
      return 2 * stream.uniform(element: element) - 1
    }
    return (0..<count).map { index in
      func step() -> Float { isUniform ? 0.5 : 0.02 + 0.5 * (1 + draw()) }
      // From ones that hardly pull to ones that leave nothing.
      let hierarchy: Float = [0.1, 1, 10][size % 3]
      let strength =
        [0.01, 0.3, 1, 2, 5][index % 5] * (1 + draw() / 4) * (1 + hierarchy * Float(bounded))
      return Case(
        skip: (0..<size).map { _ in scale * draw() }, skipSteps: (0..<size).map { _ in step() },
        weights: (0..<bounded).map { _ in scale * draw() },
        weightSteps: (0..<bounded).map { _ in step() }, strength: scale * strength,
        hierarchy: hierarchy, l1: isSparse ? scale * 0.3 : 0)
    }
  }

  @Test(arguments: [1, 2, 3, 4], [false, true])
  func `the map of a group minimizes its objective`(size: Int, isUniform: Bool) {
    for isSparse in [false, true] {
      expectMinima(
        Self.cases(size, bounded: 0, isSparse: isSparse, isUniform: isUniform, count: 40),
        isUniform: isUniform)
    }
  }

  @Test(arguments: [1, 2, 3], [false, true])
  func `the hierarchical map minimizes its objective`(size: Int, isUniform: Bool) {
    for bounded in [1, 3, 4] {
      expectMinima(
        Self.cases(size, bounded: bounded, isSparse: false, isUniform: isUniform, count: 40),
        isUniform: isUniform)
    }
  }

  private func expectMinima(_ cases: [Case], isUniform: Bool) {
    var search = CompassSearch()
    var (zeros, others) = (0, 0)
    for start in stride(from: 0, to: cases.count, by: Vector.scalarCount) {
      let some = Array(cases[start..<min(start + Vector.scalarCount, cases.count)])
      for (one, found) in zip(some, Self.mapped(some, isUniform: isUniform)) {
        let theta = found.skip.map(Double.init)
        let best = one.minimizer(&search)
        let (value, least) = (one.objective(theta), one.objective(best))
        // Of binary32: some 1e-6 of a weight, and its square of the objective.
        #expect(value <= least + 1e-9 * one.objective(theta.map { _ in 0 }), "\(one): \(found)")
        for (found, best) in zip(theta, best) {
          #expect(abs(found - best) <= 4e-6 * one.scale, "\(one): \(theta), expected \(best)")
        }
        for _ in 0..<50 {
          let length = 1e-3 * one.scale * abs(search.uniform())
          let other = zip(theta, search.direction(theta.count)).map { $0 + length * $1 }
          #expect(one.objective(other) >= value - 1e-9 * one.scale)
        }
        let norm = theta.reduce(0) { $0 + $1 * $1 }.squareRoot()
        for (weight, asked) in zip(found.weights, one.weights) {
          let bound = Double(one.hierarchy) * norm
          let expected = max(-bound, min(bound, Double(asked)))
          #expect(abs(Double(weight) - expected) <= 2e-6 * max(one.scale, bound))
        }
        for value in found.skip + found.weights where value == 0 {
          #expect(value.bitPattern == 0)
        }
        if norm == 0 { zeros += 1 } else { others += 1 }
      }
    }
    #expect(zeros > 2 && others > 2, "\(zeros) of \(cases.count) vanish")
  }

  @Test(arguments: [0, 5], [false, true])
  func `a row's answer does not depend on its neighbours`(bounded: Int, isUniform: Bool) {
    let cases = Self.cases(3, bounded: bounded, isSparse: false, isUniform: isUniform, count: 37)
    for one in cases.indices {
      let alone = Self.mapped([cases[one]], isUniform: isUniform)[0]
      for lane in 0..<Vector.scalarCount {
        var some = (0..<Vector.scalarCount).map { cases[($0 * 5 + one + 1) % cases.count] }
        some[(lane + 1) % some.count].skip[0] = .nan
        some[(lane + 2) % some.count].strength = .infinity
        some[(lane + 3) % some.count].skip = [1e30, -1e-30, 0]
        some[lane] = cases[one]
        let found = Self.mapped(some, isUniform: isUniform)[lane]
        #expect(found.skip.map(\.bitPattern) == alone.skip.map(\.bitPattern))
        #expect(found.weights.map(\.bitPattern) == alone.weights.map(\.bitPattern))
      }
    }
  }

  @Test(arguments: [false, true])
  func `answers scale with their questions`(isUniform: Bool) {
    for bounded in [0, 4] {
      let cases = Self.cases(3, bounded: bounded, isSparse: false, isUniform: isUniform, count: 12)
      for exponent in [-40, -20, 20, 40] {
        let factor = Float(sign: .plus, exponent: exponent, significand: 1)
        let scaled = cases.map { one in
          Case(
            skip: one.skip.map { $0 * factor }, skipSteps: one.skipSteps,
            weights: one.weights.map { $0 * factor }, weightSteps: one.weightSteps,
            strength: one.strength * factor, hierarchy: one.hierarchy)
        }
        for index in cases.indices {
          let found = Self.mapped([scaled[index]], isUniform: isUniform)[0]
          let expected = Self.mapped([cases[index]], isUniform: isUniform)[0]
          #expect(found.skip == expected.skip.map { $0 * factor })
          #expect(found.weights == expected.weights.map { $0 * factor })
        }
      }
    }
  }

  @Test(arguments: [0, 3], [false, true])
  func `rows without strength are left as they are`(bounded: Int, isUniform: Bool) {
    for scale: Float in [1e-30, 1, 1e30] {
      var cases = Self.cases(
        4, bounded: bounded, isSparse: false, isUniform: isUniform, count: Vector.scalarCount,
        scale: scale)
      for index in cases.indices { cases[index].strength = 0 }
      for (one, found) in zip(cases, Self.mapped(cases, isUniform: isUniform)) {
        #expect(found.skip.map(\.bitPattern) == one.skip.map(\.bitPattern))
        #expect(found.weights.map(\.bitPattern) == one.weights.map(\.bitPattern))
      }
    }
  }

  @Test(arguments: [false, true])
  func `a NaN stays one, and an infinity is no finite number`(isUniform: Bool) {
    for bounded in [0, 3] {
      for place in 0..<3 + bounded {
        for value in [Float.nan, .infinity, -.infinity] {
          var one = Self.cases(
            3, bounded: bounded, isSparse: false, isUniform: isUniform, count: 1)[0]
          if place < 3 { one.skip[place] = value } else { one.weights[place - 3] = value }
          let found = Self.mapped([one], isUniform: isUniform)[0]
          if value.isNaN {
            #expect((found.skip + found.weights)[place].isNaN, "place \(place): \(found)")
          } else {
            #expect(
              (found.skip + found.weights).contains { !$0.isFinite }, "place \(place): \(found)")
          }
        }
      }
    }
  }

  @Test func `rows of zeros stay zero, and zeros in rows that stay do so too`() {
    for isUniform in [false, true] {
      var one = Case(
        skip: [0, -0.0, 0], skipSteps: [0.5, 0.5, 0.5], weights: [1, -2], weightSteps: [0.5, 0.5],
        strength: 1)
      var found = Self.mapped([one], isUniform: isUniform)[0]
      #expect((found.skip + found.weights).allSatisfy { $0.bitPattern == 0 })
      one.weights = []
      one.weightSteps = []
      found = Self.mapped([one], isUniform: isUniform)[0]
      #expect(found.skip.allSatisfy { $0.bitPattern == 0 })
      one.skip = [3, -0.0, -4]
      found = Self.mapped([one], isUniform: isUniform)[0]
      #expect(found.skip[0] > 0 && found.skip[1].bitPattern == 0 && found.skip[2] < 0)
    }
  }

  @Test func `a threshold that is met exactly leaves nothing`() {
    for isUniform in [false, true] {
      var one = Case(skip: [3, 4], skipSteps: [0.5, 0.5], strength: 10)
      #expect(Self.mapped([one], isUniform: isUniform)[0].skip == [0, 0])
      one.strength = Float(10).nextDown
      #expect(Self.mapped([one], isUniform: isUniform)[0].skip[0] >= 0)
      one.strength = 5
      // ‖z‖ = 5, less λ·s = 2.5: half is left.
      for (found, expected) in zip(Self.mapped([one], isUniform: isUniform)[0].skip, [1.5, 2]) {
        #expect(abs(Double(found) - expected) < 1e-6)
      }
    }
  }
}
