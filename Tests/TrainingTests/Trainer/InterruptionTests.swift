import Learning
import Team
import Testing
import Training

@Suite struct InterruptionTests {
  static let penalties: [(OptimizerName, Penalty.Shape, Penalty.Method)] = [
    (.sgd, .l1, .cumulative), (.momentum, .l1, .cumulative), (.ftrl, .l1, .proximal),
    (.adam, .hierarchical, .proximal), (.adamw, .l1, .proximalDecoupled),
    (.nesterov, .groupUnits, .proximal), (.momentum, .sparseGroup, .proximal),
  ]

  @Test(arguments: 0..<14)
  func `a run that is interrupted at any moment goes on to the same bits`(trial: Int) async throws {
    var configuration = TrainingConfiguration()
    configuration.hidden = [17, 9]
    (configuration.optimizer, configuration.penalty, configuration.l1Method) =
      Self.penalties[trial % Self.penalties.count]
    configuration.rate = 0.01
    configuration.l1 = 0.002
    configuration.dropout = 0.2
    configuration.epochs = 12
    configuration.batch = .rows(100)
    configuration.rowsPerShard = 7
    configuration.patience = 4
    let trainer = try Trainer(
      network: MadeData.network(configuration), configuration: configuration)
    let data = MadeData(rows: 777).data
    let validation = MadeData(rows: 300, seed: 8).data
    let expected = try await trainer.train(on: data, validation: validation, team: makeTeam(1))
    #expect(expected.interruption == nil)
    var state: TrainingState?
    var interruptions = 0
    for attempt in 0..<1000 {
      let team = try makeTeam(1 + (trial + attempt) % 5)
      // Longer and longer, so that the run ends on any machine.
      let microseconds = 200 * (trial + 1) + 300 * attempt
      let watch = Task {
        try await Task.sleep(for: .microseconds(microseconds))
        team.cancel(.interrupt)
      }
      let result = try await trainer.train(
        on: data, validation: validation, team: team, resuming: state, participation: .all)
      watch.cancel()
      state = result.state
      guard result.interruption != nil else { break }
      interruptions += 1
    }
    #expect(state?.timeless == expected.state.timeless, "after \(interruptions) interruptions")
  }

  @Test func `a state of another network is refused`() async throws {
    var configuration = TrainingConfiguration()
    configuration.hidden = [5]
    configuration.epochs = 1
    let data = MadeData(rows: 50).data
    let state = try await Trainer(
      network: MadeData.network(configuration), configuration: configuration
    ).train(on: data, team: makeTeam(1)).state
    configuration.hidden = [6]
    let wider = configuration
    configuration.hidden = [5]
    configuration.optimizer = .sgd
    for other in [wider, configuration] {
      let trainer = try Trainer(network: MadeData.network(other), configuration: other)
      let error = await #expect(throws: TrainingError.self) {
        _ = try await trainer.train(on: data, team: makeTeam(1), resuming: state)
      }
      guard case .foreignState = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
    }
  }
}
