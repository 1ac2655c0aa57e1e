import Learning
import Testing

@testable import Training

/// The optima of the oracle, from the weights of seed 0.
@Suite struct ConvexOptimaTests {
  func fit(_ optimum: ConvexOptimum, _ optimizer: OptimizerName) async throws -> MeasuredFit {
    let (data, configuration) = (try optimum.data(), optimum.configuration(optimizer))
    return try await MeasuredFit(
      Network(configuration, for: data.schema), configuration, on: data.training)
  }

  @Test(arguments: ConvexOptimum.all)
  func `both solvers reach the optimum, its support and each other`(optimum: ConvexOptimum)
    async throws
  {
    let fista = try await fit(optimum, .fista)
    let owlqn = try await fit(optimum, .owlqn)
    for (name, fit) in [("fista", fista), ("owlqn", owlqn)] {
      let excess = fit.objective.total / optimum.objective - 1
      #expect(abs(excess) < 1e-6, "\(name)")
      #expect(abs(fit.nonzeroWeights - optimum.nonzeroWeights) <= 1, "\(name)")
      #expect(fit.certificate.residual < 1e-3 * optimum.l1, "\(name)")
      #expect(fit.certificate.l1 == optimum.l1)
      #expect(fit.result.state.progress.solver?.end == .converged, "\(name)")
      #expect(fit.result.state.progress.hasStoppedEarly)
      // What the solver watched is what the certificate says.
      #expect(fit.result.state.progress.solver?.residual == fit.certificate.residual, "\(name)")
    }
    #expect(abs(fista.objective.total - owlqn.objective.total) < 1e-6 * optimum.objective)
    let largest = zip(fista.weights, owlqn.weights).map { abs($0 - $1) }.max() ?? 1
    #expect(largest < 0.01)
  }

  @Test(arguments: ConvexOptimum.all)
  func `minibatches with a rate that falls come near`(optimum: ConvexOptimum) async throws {
    let fit = try await fit(optimum, .sgd)
    let excess = fit.objective.total / optimum.objective - 1
    #expect(excess > -1e-6 && excess < 1e-3)
    // Steps on parts of the rows are no optimum yet, and the certificate tells.
    #expect(fit.certificate.residual > 1e-4 * optimum.l1)
  }

  @Test func `from an optimum to the next strength takes fewer iterations`() async throws {
    let near = ConvexOptimum.all[1]
    let data = try near.data()
    var configuration = near.configuration(.fista)
    let network = try Network(configuration, for: data.schema)
    let first = try await MeasuredFit(network, configuration, on: data.training)
    configuration.l1 *= 0.9
    let cold = try await MeasuredFit(network, configuration, on: data.training)
    let warm = try await MeasuredFit(
      network, configuration, on: data.training,
      from: first.result.parameters.networkOrder)
    #expect(warm.result.state.progress.steps < cold.result.state.progress.steps)
    #expect(abs(warm.objective.total - cold.objective.total) < 1e-6 * cold.objective.total)
    // From its own end there is nothing to do.
    let again = try await MeasuredFit(
      network, configuration, on: data.training, from: warm.result.parameters.networkOrder)
    #expect(again.result.state.progress.steps == 0)
    #expect(again.weights == warm.weights)
  }
}
