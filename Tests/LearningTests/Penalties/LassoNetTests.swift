import Foundation
import Testing

@testable import Learning

/// What LassoNet's own implementation answers: `Fixtures/lassonet-prox.json` says which.
@Suite struct LassoNetTests {
  struct Fixture: Decodable {
    let cases: [Case]

    struct Case: Decodable {
      let kind: String
      let hierarchy: Float
      let lambda: Float
      let v: [Float]
      let u: [Float]
      let beta: [Double]
      let theta: [Double]
    }
  }

  static func fixture() throws -> Fixture {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Fixtures/lassonet-prox.json")
    return try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: file))
  }

  static func mapped(_ one: Fixture.Case, step: Float) -> (skip: [Float], weights: [Float]) {
    RowMapTests.mapped(
      [
        RowMapTests.Case(
          skip: one.v, skipSteps: one.v.map { _ in step }, weights: one.u,
          weightSteps: one.u.map { _ in step }, strength: one.lambda / step,
          hierarchy: one.hierarchy)
      ], isUniform: true)[0]
  }

  /// LassoNet multiplies λ by the learning rate before the map; ours does it inside.
  @Test(arguments: [1, 0.25, 8] as [Float])
  func `the hierarchical map is that of LassoNet`(step: Float) throws {
    let cases = try Self.fixture().cases
    var compared = 0
    for one in cases where one.lambda > 0 {
      let found = Self.mapped(one, step: step)
      let scale = (one.v + one.u).map { Double($0.magnitude) }.max() ?? 0
      for (found, expected) in zip(found.skip + found.weights, one.beta + one.theta) {
        #expect(abs(Double(found) - expected) <= 2e-6 * scale, "\(one.kind): \(one)")
        #expect((found == 0) == (expected == 0), "\(one.kind)")
        compared += 1
      }
    }
    #expect(compared > 400)
  }

  /// LassoNet's map holds the hidden weights to M·‖θ‖ also there; ours takes λ = 0 for never penalized.
  @Test func `without strength nothing is held`() throws {
    for one in try Self.fixture().cases where one.lambda == 0 {
      let found = Self.mapped(one, step: 1)
      #expect(found.skip == one.v && found.weights == one.u)
    }
  }

  @Test func `another hierarchy or strength is seen`() throws {
    for one in try Self.fixture().cases where one.kind == "mid" {
      let isHeld = zip(one.theta, one.u).contains { abs($0 - Double($1)) > 0.01 }
      for (strength, hierarchy) in [(1.01, 1), (1, 1.01)] as [(Float, Float)]
      where strength > 1 || isHeld {
        let found = RowMapTests.mapped(
          [
            RowMapTests.Case(
              skip: one.v, skipSteps: one.v.map { _ in 1 }, weights: one.u,
              weightSteps: one.u.map { _ in 1 }, strength: one.lambda * strength,
              hierarchy: one.hierarchy * hierarchy)
          ], isUniform: true)[0]
        let distance = zip(found.skip + found.weights, one.beta + one.theta).reduce(0.0) {
          max($0, abs(Double($1.0) - $1.1))
        }
        #expect(distance > 1e-4)
      }
    }
  }
}
