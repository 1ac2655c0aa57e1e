import Lockstep

struct Program {
  static func main() async throws {
    let data = try PreparedData(try Example.named("spam").table(), validation: .fraction(0.2))
    var configuration = TrainingConfiguration()
    configuration.l1 = 0.0005
    configuration.epochs = 10
    let network = try Network(configuration, for: data.schema)
    let trainer = try Trainer(network: network, configuration: configuration)
    let team = try Team()
    let result = try await trainer.train(on: data.training, validation: data.validation, team: team)
    let model = Model(schema: data.schema, parameters: result.parameters)
    print(model.digest, model.selectedColumns.count)
    print(try await model.predict(Example.named("spam").table(), team: team).predictions[0])
  }
}
