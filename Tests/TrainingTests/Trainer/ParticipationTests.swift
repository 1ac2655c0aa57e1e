import Learning
import Machine
import Team
import TestSupport
import Testing

@testable import Training

@Suite struct ParticipationTests {
  static func best(
    _ widths: [Int], batch: Int, rowsPerShard: Int = 16, meeting nanoseconds: Double,
    of workers: Int
  ) -> Int {
    let network = Network(
      inputs: widths[0], hidden: Array(widths[1..<(widths.count - 1)]),
      outputs: widths[widths.count - 1], activation: .relu, loss: .crossEntropy)
    return StepEstimate(
      layout: ParameterLayout(network), rowsPerStep: batch, rowsPerShard: rowsPerShard,
      nanosecondsPerMeeting: nanoseconds
    ).bestWorkers(of: workers)
  }

  static let meetings: [Double] = [50, 100, 200, 500, 1000, 2000]

  @Test(arguments: [1, 2, 8, 192], meetings)
  func `a step as short as a meeting is one worker's`(workers: Int, nanoseconds: Double) {
    #expect(Self.best([10, 8, 4], batch: 1, meeting: nanoseconds, of: workers) == 1)
  }

  @Test(arguments: [1, 2, 16])
  func `a long step is everybody's`(workers: Int) {
    #expect(
      Self.best([784, 1024, 1024, 10], batch: 1024, meeting: 200, of: workers) == workers)
  }

  static let shapes = [
    [1, 1], [10, 8, 4], [64, 64, 10], [784, 256, 128, 10], [784, 1024, 1024, 10],
  ]

  @Test(arguments: shapes, [1, 16, 17, 200, 1024, 65_536])
  func `nobody takes part who does not exist`(widths: [Int], batch: Int) {
    for nanoseconds in [0] + Self.meetings + [1e5, .infinity] {
      var previous = 0
      for workers in 1...40 {
        let best = Self.best(widths, batch: batch, meeting: nanoseconds, of: workers)
        #expect(1 <= best && best <= workers)
        // What was best among fewer is only given up for one of the new ones.
        #expect(best == previous || best == workers)
        previous = best
      }
    }
  }

  @Test(arguments: shapes, [1, 16, 17, 200, 1024, 65_536])
  func `slower meetings never bring more workers together`(widths: [Int], batch: Int) {
    for workers in [1, 2, 3, 8, 64, 192] {
      let counts = stride(from: 0, through: 20_000, by: 40).map {
        Self.best(widths, batch: batch, meeting: $0, of: workers)
      }
      #expect(zip(counts, counts.dropFirst()).allSatisfy { $0 >= $1 }, "\(counts)")
    }
  }

  @Test(arguments: [([160, 96], 150), ([6], 150), ([6], 1)])
  func `the bits do not depend on who takes part`(hidden: [Int], batch: Int) async throws {
    var configuration = TrainingConfiguration()
    configuration.hidden = hidden
    configuration.batch = .rows(batch)
    configuration.epochs = 2
    configuration.l1 = 0.001
    let trainer = try Trainer(
      network: MadeData.network(configuration), configuration: configuration)
    var digests = Set<Digest>()
    for participation in Participation.allCases {
      for workers in [1, 2, 5, 16] {
        let result = try await trainer.train(
          on: MadeData(rows: 400).data, team: makeTeam(workers), participation: participation)
        digests.insert(Digest(ofParameters: result.parameters.networkOrder))
      }
    }
    #expect(digests.count == 1)
  }

  @Test(arguments: [1, 2, 5])
  func `all take part where all are asked for, else as many as can be of use`(
    workers: Int
  ) async throws {
    for (hidden, batch) in [([160, 96], 150), ([6], 150), ([6], 1)] {
      var configuration = TrainingConfiguration()
      configuration.hidden = hidden
      configuration.batch = .rows(batch)
      let team = try makeTeam(workers)
      func training(_ participation: Participation) async throws -> TimedTraining {
        let training = try await TimedTraining(
          network: MadeData.network(configuration), configuration: configuration,
          data: MadeData(rows: 300).data, team: team, participation: participation)
        let times = try await training.advance(steps: 3, phases: true)
        #expect(times.phases.count == training.participants)
        return training
      }
      let (automatic, all) = (try await training(.automatic), try await training(.all))
      #expect(all.participants == workers)
      // How long a meeting takes is this machine's affair; who has no core of his own is never asked.
      let apart = Set(team.placement.processingUnits).count
      #expect(1 <= automatic.participants && automatic.participants <= apart)
      if batch == 1 { #expect(automatic.participants == 1) }
      #expect(automatic.digest == all.digest)
    }
  }

  @Test func `hardware threads of a core may take part where they were asked for`() throws {
    let topology = try Topology.load(synthetic: "core:1 pu:2")
    let team = try Team(placement: .plan(PlacementPolicy(workers: .perThread), on: topology))
    #expect(
      team.workers == 2 && team.coresApart == 1 && team.placement.unitsApart(of: [0, 1]) == 2)
    let crowded = try Team(placement: .plan(workers: 5, on: topology))
    #expect(crowded.placement.unitsApart(of: [0, 1, 2, 3, 4]) == 2)
  }

  static let long = StepSubject(
    layout: ParameterLayout(
      Network(
        inputs: 784, hidden: [1024, 1024], outputs: 10, activation: .relu, loss: .crossEntropy)),
    rowsPerStep: 1024, rowsPerShard: 16)
  static let short = StepSubject(
    layout: ParameterLayout(
      Network(
        inputs: 784, hidden: [256, 128], outputs: 10, activation: .relu, loss: .crossEntropy)),
    rowsPerStep: 256, rowsPerShard: 16)
  static let tiny = StepSubject(
    layout: ParameterLayout(
      Network(inputs: 10, hidden: [8], outputs: 4, activation: .relu, loss: .crossEntropy)),
    rowsPerStep: 1, rowsPerShard: 16)

  @Test func `crowded cores are left out, but of steps longer than time slices`() async throws {
    let topology = try Topology.load(synthetic: "package:2 [numa] l3:1 core:2 pu:1")
    let placement = Placement.plan(workers: 4, on: topology)
    let even = Placement.plan(PlacementPolicy(workers: .count(4), split: .even), on: topology)
    func members(
      _ subject: StepSubject, _ measured: [Double], of placement: Placement = placement
    ) -> [Int] {
      subject.estimate(nanosecondsPerMeeting: 100)
        .members(of: placement, CoreShares(measured: measured))
    }
    for crowded in 0..<4 {
      let measured = (0..<4).map { $0 == crowded ? 0.5 : 1 }
      let others = (0..<4).filter { $0 != crowded }
      #expect(members(Self.short, measured) == others)
      #expect(members(Self.tiny, measured) == [others[0]])
      #expect(members(Self.long, measured) == [0, 1, 2, 3])
      // Even parts were asked for.
      #expect(members(Self.long, measured, of: even) == others)
      // Who gives next to nothing is no help.
      #expect(members(Self.long, measured.map { $0 == 1 ? 1 : 0.1 }) == others)
    }
    for subject in [Self.tiny, Self.short] {
      #expect(members(subject, [0.5, 0.5, 1, 0.5]) == [2])
    }
    #expect(members(Self.long, [0.3, 0.3, 0.3, 0.3]) == [0, 1, 2, 3])
    // All would wait for who gets next to nothing, whatever the other crowded cores give.
    #expect(members(Self.long, [1, 0.01, 1, 0.5]) == [0, 2, 3])
    #expect(members(Self.long, [0.01, 0.15, 1, 0]) == [2])
  }

  @Test func `who takes part on a crowded core has less to do`() async throws {
    let topology = try Topology.load(synthetic: "package:1 core:3 pu:1")
    let team = try Team(placement: .plan(workers: 3, on: topology))
    let shares = CoreShares(measured: [1, 0.5, 0.25])
    #expect(await RunWorkers([0, 1, 2], of: team, shares: shares).speeds == [1, 0.5, 0.25])
    #expect(await RunWorkers([1, 2], of: team, shares: shares).speeds == [1, 0.5])
    #expect(await RunWorkers([2], of: team, shares: shares).speeds == [1])
    let asked = await Participation.all.runWorkers(of: team, for: Self.short, shares: shares)
    #expect(asked.members == [0, 1, 2] && asked.speeds == [1, 1, 1])
  }

  @Test(BusyProcessor.isNeeded)
  func `a run leaves the core on which another process is busy`() async throws {
    let topology = try Topology.load()
    let team = try makeTeam(2)
    let before = try #require(team.threadTimes(of: [0, 1]))
    let busy = try BusyProcessor(team.placement.processingUnits[0], on: topology)
    var configuration = TrainingConfiguration()
    configuration.hidden = [96, 64]
    configuration.epochs = 1_000_000
    let data = MadeData(rows: 3000).data
    let trainer = try Trainer(
      network: MadeData.network(configuration), configuration: configuration)
    let (members, result) = try await busy.run {
      let timed = try await TimedTraining(
        network: trainer.network, configuration: configuration, data: data, team: team)
      let watch = Task {
        try await Task.sleep(for: .seconds(4))
        team.cancel(.interrupt)
      }
      let result = try await trainer.train(on: data, team: team)
      watch.cancel()
      return (timed.members, result)
    }
    #expect(members == [1])
    let after = try #require(team.threadTimes(of: [0, 1]))
    let running = zip(before, after).map { ($1 - $0).runningSeconds }
    // By an even split both would run as long.
    #expect(running[1] > 2 * running[0], "\(running)")
    #expect(result.interruption == .interrupt)
    let steps = result.state.progress.steps
    let alone = try await trainer.train(
      on: data, team: makeTeam(2), until: steps, participation: .all)
    #expect((alone.state.timeless == result.state.timeless) as Bool)
  }
}
