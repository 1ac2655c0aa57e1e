import Foundation
import Learning
import Team
import Testing

@testable import Training

@Suite struct EpochChainTests {
  @Test(arguments: RecordedTraining.all())
  func `chained digests do not depend on the worker count`(training: RecordedTraining)
    async throws
  {
    let expected = try await training.train(team: makeTeam(1))
    #expect(expected.records.count == training.configuration.epochs)
    #expect(
      Set(expected.digests).count == expected.records.count && !expected.digests.contains(nil))
    #expect(expected.result.state.chain?.last == expected.digests.last)
    for workers in [2, 3, 5, 8] {
      let found = try await training.train(team: makeTeam(workers))
      #expect(found.digests == expected.digests, "\(workers) workers")
      #expect(found.result.state.chain == expected.result.state.chain)
    }
  }

  @Test func `all workers hash an array of many blocks`() async throws {
    var configuration = TrainingConfiguration()
    // 13·800 + 800 + 800·70 + 70 + 70·3 + 3 = 67,483 parameters: four blocks and a part of one.
    configuration.hidden = [800, 70]
    configuration.epochs = 2
    let training = RecordedTraining(configuration: configuration)
    let expected = try await training.train(team: makeTeam(1))
    for workers in [2, 7, 16] {
      let found = try await training.train(team: makeTeam(workers))
      #expect(found.digests == expected.digests, "\(workers) workers")
    }
    let state = expected.result.state
    let last = try #require(expected.records.last)
    #expect(
      EpochChain.link(
        after: try #require(expected.digests[0]),
        state: StateHash.digest(of: [state.parameters] + state.optimizer), loss: last.loss,
        validationLoss: nil) == last.digest)
  }

  /// Of arrays that an epoch does not write, digests are kept.
  @Test(arguments: RecordedTraining.all(epochs: 30), [1, 3])
  func `every digest is that of hashing everything, also in runs that go on`(
    training: RecordedTraining, workers: Int
  ) async throws {
    let everyEpoch = SnapshotSchedule(everyEpochs: 1, everySteps: nil, every: nil)
    let team = try makeTeam(workers)
    var state: TrainingState?
    // Few, and more iterations than owlqn remembers.
    for epochs in [1, 5, 18, 30] {
      let part = try await training.train(
        everyEpoch, team: team, resuming: state, until: epochs * training.minibatches)
      var chain = try #require(
        state?.chain
          ?? part.snapshots.first?.state.chain.map {
            EpochChain(initial: $0.initial, last: $0.initial)
          })
      #expect(part.records.count == epochs - (state?.progress.finishedEpochs ?? 0))
      #expect(part.snapshots.count == part.records.count)
      for (record, snapshot) in zip(part.records, part.snapshots) {
        let copy = snapshot.state
        chain = chain.linked(
          state: StateHash.digest(of: [copy.parameters] + copy.optimizer), loss: record.loss,
          validationLoss: record.validationLoss)
        #expect(record.digest == chain.last, "epoch \(record.epoch)")
      }
      state = part.result.state
    }
  }

  @Test func `a digest differs with whatever goes into it`() throws {
    let arrays: [[Float]] = (0..<3).map { array in
      (0..<16384 + 9).map { Float($0) + Float(array) }
    }
    let state = StateHash.digest(of: arrays)
    var states: Set<[UInt8]> = [state]
    for array in arrays.indices {
      for index in [0, 16383, 16384, 16392] {
        var altered = arrays
        altered[array][index] = altered[array][index].nextUp
        states.insert(StateHash.digest(of: altered))
      }
    }
    // A zero's sign, an array less, one more, the same numbers in other arrays.
    var negative = arrays
    negative[0][0] = -0.0
    let others = [
      negative, arrays.dropLast(), arrays + [arrays[0]], [arrays[0] + arrays[1], arrays[2]],
      arrays.reversed(),
    ]
    for other in others { states.insert(StateHash.digest(of: other)) }
    #expect(states.count == 1 + 12 + 5)

    let before = Digest(of: [1])
    let links = [
      EpochChain.link(after: before, state: state, loss: 0.5, validationLoss: nil),
      EpochChain.link(after: before, state: state, loss: (0.5).nextUp, validationLoss: nil),
      EpochChain.link(after: before, state: state, loss: 0.5, validationLoss: 0.5),
      EpochChain.link(after: before, state: state, loss: 0.5, validationLoss: (0.5).nextUp),
      EpochChain.link(after: Digest(of: [2]), state: state, loss: 0.5, validationLoss: nil),
    ]
    #expect(Set(links).count == links.count)
    #expect(
      EpochChain(initialState: state).linked(state: state, loss: 0.5, validationLoss: nil).last
        == EpochChain.link(
          after: Digest(of: state), state: state, loss: 0.5, validationLoss: nil))
  }

  @Test func `a run that goes on from a state without digests has none`() async throws {
    let training = RecordedTraining.all()[2]
    let first = try await training.train(chains: false, team: makeTeam(2), until: 7)
    #expect(first.result.state.chain == nil && !first.records.contains { $0.digest != nil })
    let second = try await training.train(team: makeTeam(2), resuming: first.result.state)
    #expect(second.result.state.chain == nil && !second.records.contains { $0.digest != nil })
  }
}
