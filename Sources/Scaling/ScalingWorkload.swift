public import Learning
public import Training

/// What a scaling study trains.
public struct ScalingWorkload: Sendable {
  /// For people: a file, an example, or the shape of a synthetic network.
  public let name: String
  public let network: Network
  public let configuration: TrainingConfiguration
  public let factors: PenaltyFactors
  public let data: TrainingData
  public let participation: Participation

  public init(
    name: String, network: Network, configuration: TrainingConfiguration,
    factors: PenaltyFactors = .uniform, data: TrainingData,
    participation: Participation = .automatic
  ) {
    self.name = name
    self.network = network
    self.configuration = configuration
    self.factors = factors
    self.data = data
    self.participation = participation
  }

  /// Rows of a minibatch for `workers` workers.
  func rowsPerStep(_ mode: ScalingMode, workers: Int) -> Int {
    let rows = configuration.batch.rows(of: data.rows)
    switch mode {
    case .strong: return rows
    case .weak: return min(data.rows, rows * workers)
    }
  }

  /// Floating-point operations of a row's products: 6·Σ inᵢ·outᵢ − 2·in₁·out₁, since nothing flows
  /// back through the first layer.
  var operationsPerRow: Double {
    let products = network.layerShapes.map { Double($0.inputs * $0.outputs) }
    let (inputs, hidden) = (Double(network.inputs), network.hidden.first ?? network.outputs)
    // Nor through a skip connection.
    let backless =
      inputs * Double(hidden) + (network.hasSkip ? inputs * Double(network.outputs) : 0)
    return 6 * products.reduce(0, +) - 2 * backless
  }
}
