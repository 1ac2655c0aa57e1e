import Arithmetic
import Learning
import Team

/// What is taken of a run's state on its way: digests at the ends of epochs, and copies.
///
/// All workers take part: between two barriers, while nobody writes the state, each hashes its blocks and copies its
/// slice. Worker 0 decides beforehand (`prepare`) and hands on afterwards.
final class StateRecorder: Sendable {
  /// Whether copies can come due within epochs, so that every step has to ask.
  let watchesSteps: Bool
  let chainsEpochs: Bool
  private let recording: Recording
  private let layout: ParameterLayout
  /// Parameters, states, and the best parameters where the run keeps them.
  private let arrays: Buffer<View<Float>>
  private let states: Int
  private let hasBest: Bool
  private let slices: [[Range<Int>]]
  private let hash: StateHash?
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  /// Of earlier processes.
  private let secondsBefore: Double
  private let course: LockedValue<Course>

  private struct Course {
    var chain: EpochChain?
    /// As of an epoch that is not yet decided to be finished.
    var next: EpochChain?
    var lastCopy: ContinuousClock.Instant
    var pending: SnapshotArrays?
    /// Memory of earlier copies. Fresh memory costs all workers the time in which the system clears it.
    var used: [SnapshotArrays] = []

    /// Memory that no snapshot holds any more, if there is.
    mutating func takeFree() -> SnapshotArrays? {
      for index in used.indices where isKnownUniquelyReferenced(&used[index]) {
        return used[index]
      }
      return nil
    }
  }

  /// Copies that are made while others are written.
  private static let mostUsed = 2

  /// - Parameters:
  ///   - best: nil where the run keeps none.
  ///   - slices: each worker's part of the arrays.
  ///   - state: that the run goes on from; nil at its start, when the arrays hold what it begins with.
  init(
    _ recording: Recording, _ layout: ParameterLayout, parameters: View<Float>,
    states: [View<Float>], best: View<Float>?, slices: [[Range<Int>]], from state: TrainingState?
  ) {
    self.recording = recording
    self.layout = layout
    self.states = states.count
    hasBest = best != nil
    arrays = Buffer(copying: [parameters] + states + (best.map { [$0] } ?? []))
    self.slices = slices
    watchesSteps = recording.schedule.hasMomentsWithinEpochs
    // A run that goes on from a state without a chain has no digests.
    chainsEpochs = recording.chainsEpochs && (state == nil || state?.chain != nil)
    hash =
      chainsEpochs
      ? StateHash(layout, arrays: [parameters] + states) : nil
    start = recording.earlier?.start ?? clock.now
    secondsBefore = recording.earlier?.secondsBefore ?? state?.seconds ?? 0
    course = LockedValue(
      Course(
        chain: state == nil ? hash.map { EpochChain(initialState: $0.whole()) } : state?.chain,
        lastCopy: recording.earlier?.lastCopy ?? start))
  }

  /// Whether workers have to meet here at the end of an epoch at all.
  var isActive: Bool { chainsEpochs || !recording.schedule.isEmpty }

  var seconds: Double { secondsBefore + (clock.now - start) / .seconds(1) }

  /// For a recorder that goes on from where this one is.
  var ahead: Recording {
    var ahead = recording
    ahead.earlier = Recording.Times(
      start: start, secondsBefore: secondsBefore, lastCopy: course.withLock { $0.lastCopy })
    return ahead
  }

  var chain: EpochChain? { course.withLock { $0.chain } }

  // MARK: - Digests

  /// - Parameter isChanged: see `StateHash`; of the parameters, 0, and the optimizer's arrays.
  func hashBlocks(_ worker: Worker, where isChanged: (Int) -> Bool = { _ in true }) {
    hash?.hashBlocks(worker: worker.index, of: worker.count, where: isChanged)
  }

  /// The chained digest of an epoch whose state all workers have hashed.
  func link(loss: Double, validationLoss: Double?) -> Digest? {
    guard let hash else { return nil }
    return link(hash.combined, loss, validationLoss)
  }

  /// The same, hashed here. To be called when no worker runs.
  func linkWhole(loss: Double, validationLoss: Double?) -> Digest? {
    guard let hash else { return nil }
    return link(hash.whole(), loss, validationLoss)
  }

  private func link(_ state: [UInt8], _ loss: Double, _ validationLoss: Double?) -> Digest? {
    course.withLock {
      $0.next = $0.chain?.linked(state: state, loss: loss, validationLoss: validationLoss)
      return $0.next?.last
    }
  }

  /// Makes the epoch that was linked a finished one.
  func commit() { course.withLock { $0.chain = $0.next ?? $0.chain } }

  // MARK: - Copies

  /// Whether a copy is due; if so, gets the memory for it. For worker 0, before a barrier after which all
  /// workers call `copy`.
  func prepare(step: Int, epoch: Int?) -> Bool {
    course.withLock { course in
      let lastCopy = course.lastCopy
      guard
        recording.schedule.isDue(step: step, epoch: epoch, elapsed: clock.now - lastCopy)
      else { return false }
      if let free = course.takeFree() {
        course.pending = free
      } else {
        let arrays = SnapshotArrays(layout, states: states, hasBest: hasBest)
        course.pending = arrays
        if course.used.count < Self.mostUsed { course.used.append(arrays) }
      }
      course.lastCopy = clock.now
      return true
    }
  }

  /// Copies a worker's slice.
  func copy(_ worker: Worker) {
    course.withLock { $0.pending }?.copy(slices[worker.index], of: arrays.view)
  }

  /// Hands the copy on, once all workers have copied. For worker 0.
  func submit(_ progress: TrainingProgress) {
    let (pending, chain) = course.withLock { course in
      defer { course.pending = nil }
      return (course.pending, course.chain)
    }
    guard let pending else { return }
    recording.onSnapshot(Snapshot(pending, progress: progress, chain: chain, seconds: seconds))
  }
}
