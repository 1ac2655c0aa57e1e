import Learning
import Testing
import Training

@Suite struct ColumnFactorTests {
  static func factors(_ columns: [ColumnFactor], layers: [Double] = []) throws -> PenaltyFactors {
    var configuration = TrainingConfiguration()
    configuration.l1Column = columns
    configuration.l1Layers = layers
    return try PenaltyFactors(configuration, for: SmallTable.threeClasses.prepared.schema)
  }

  /// Age, whether it is missing, and three colours.
  @Test func `all inputs that a column becomes have its factor`() throws {
    let age = ColumnFactor(name: "age", factor: 0.25)
    let colour = ColumnFactor(name: "colour", factor: 0)
    #expect(try Self.factors([]) == .uniform)
    #expect(try Self.factors([age]).inputs == [0.25, 0.25, 1, 1, 1])
    #expect(try Self.factors([colour]).inputs == [1, 1, 0, 0, 0])
    #expect(try Self.factors([age, colour]).inputs == [0.25, 0.25, 0, 0, 0])
    let layers = try Self.factors([age], layers: [1, 2, 3])
    #expect(layers.layers == [1, 2, 3] && layers.inputs == [0.25, 0.25, 1, 1, 1])
  }

  @Test(arguments: ["hue", "target", "", "Age", "colour=red"])
  func `a column that is no input is named`(name: String) throws {
    let error = try #require(throws: ConfigurationError.self) {
      try Self.factors([ColumnFactor(name: name, factor: 1)])
    }
    #expect(error.option == "l1-column" && error.found.contains("'\(name)'"))
  }

  @Test(arguments: [Penalty.Shape.l1, .groupInputs, .hierarchical])
  func `of a huge penalty the column that is free survives`(penalty: Penalty.Shape) async throws {
    var configuration = TrainingConfiguration()
    configuration.hidden = [6]
    configuration.activation = .tanh
    configuration.penalty = penalty
    configuration.l1 = 100
    configuration.epochs = 20
    configuration.l1Column = [ColumnFactor(name: "colour", factor: 0)]
    let data = try SmallTable.threeClasses.prepared
    let network = try Network(configuration, for: data.schema)
    let trainer = try Trainer(
      network: network, configuration: configuration,
      factors: PenaltyFactors(configuration, for: data.schema))
    let result = try await trainer.train(on: data.training, team: makeTeam(2))
    let weights = result.parameters.weights(ofLayer: 0)
    #expect(weights[..<12].allSatisfy { $0.bitPattern == 0 })
    #expect(weights[12...].allSatisfy { $0 != 0 })
    #expect(
      Model(schema: data.schema, parameters: result.parameters).selectedColumns == ["colour"])
  }
}
