import Learning
import Machine
import Team
import Testing
import Training

@Suite struct `Memory placement` {
  /// Every kind of state, and penalties whose groups are cut differently.
  private static let trainings: [RecordedTraining] = {
    var trainings = RecordedTraining.all(epochs: 4)
    for training in trainings {
      var training = training
      switch training.configuration.optimizer {
      case .momentum: training.configuration.penalty = .groupUnits
      case .fista: training.configuration.penalty = .groupInputs
      default: continue
      }
      trainings.append(training)
    }
    return trainings
  }()

  private static let schedule = SnapshotSchedule(everyEpochs: 1, everySteps: 2, every: nil)

  @Test(arguments: try PlacedMachine.all())
  func `no bit depends on where memory lies`(machine: PlacedMachine) async throws {
    for training in Self.trainings {
      let expected = try await training.train(Self.schedule, team: makeTeam(1))
      let found = try await training.train(Self.schedule, team: machine.team())
      #expect(found.result.state.timeless == expected.result.state.timeless)
      #expect(
        found.result.parameters.networkOrder == expected.result.parameters.networkOrder)
      #expect(found.digests == expected.digests && !found.digests.contains(nil))
      #expect(
        found.snapshots.map(\.state.timeless) == expected.snapshots.map(\.state.timeless))
    }
  }

  @Test(arguments: try PlacedMachine.all())
  func `a run goes on where memory lies elsewhere`(machine: PlacedMachine) async throws {
    for training in Self.trainings {
      let expected = try await training.train(team: makeTeam(1))
      let half = training.minibatches * 2 - (training.minibatches > 1 ? 1 : 0)
      for isPlacedFirst in [false, true] {
        let teams = [try makeTeam(2), try machine.team()]
        let first = try await training.train(team: teams[isPlacedFirst ? 1 : 0], until: half)
        #expect(first.result.state.progress.steps == half)
        let second = try await training.train(
          team: teams[isPlacedFirst ? 0 : 1], resuming: first.result.state)
        #expect(second.result.state.timeless == expected.result.state.timeless)
      }
    }
  }

  @Test(arguments: try PlacedMachine.all())
  func `a run begins at weights that it is given`(machine: PlacedMachine) async throws {
    let training = Self.trainings[0]
    let trainer = try Trainer(
      network: MadeData.network(training.configuration), configuration: training.configuration)
    let initial = (0..<trainer.network.parameters).map { Float($0 % 7 - 3) / 10 }
    var states: [TrainingState] = []
    for team in [try makeTeam(1), try machine.team()] {
      states.append(
        try await trainer.train(
          on: training.data, validation: training.validation, team: team, from: initial,
          participation: .all
        ).state.timeless)
    }
    #expect(states[0] == states[1])
  }

  @Test(arguments: try PlacedMachine.all())
  func `a run that diverges says so wherever memory lies`(machine: PlacedMachine) async throws {
    var configuration = TrainerTests.configuration(.sgd, .l1, .subgradient)
    configuration.rate = 1e30
    let trainer = try Trainer(
      network: MadeData.network(configuration), configuration: configuration)
    var errors: [TrainingError?] = []
    for team in [try makeTeam(1), try machine.team()] {
      errors.append(
        await #expect(throws: TrainingError.self) {
          _ = try await trainer.train(
            on: Self.trainings[0].data, team: team, participation: .all)
        })
    }
    #expect(errors[0] == errors[1])
  }

  @Test func `a certificate does not depend on where memory lies`() async throws {
    let training = Self.trainings[0]
    let parameters = try await training.train(team: makeTeam(1)).result.parameters
    var certificates: [Certificate] = []
    for team in try [makeTeam(1)] + PlacedMachine.all().map({ try $0.team() }) {
      certificates.append(
        try await Certificate.measure(
          parameters, penalty: Penalty(strength: 0.001, shape: .groupUnits, method: .proximal),
          on: training.data, team: team))
    }
    #expect(certificates.allSatisfy { $0 == certificates[0] })
  }

  @Test func `a cancelled team leaves the state that a run began with`() async throws {
    for machine in try PlacedMachine.all() {
      for training in Self.trainings {
        let team = try machine.team()
        team.cancel(.interrupt)
        let found = try await training.train(team: team)
        #expect(found.result.interruption == .interrupt)
        let resumed = try await training.train(team: makeTeam(1), resuming: found.result.state)
        let expected = try await training.train(team: makeTeam(1))
        #expect(resumed.result.state.timeless == expected.result.state.timeless)
      }
    }
  }
}
