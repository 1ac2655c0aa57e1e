import Learning
import Machine
import Team
import Training

/// Measures on the machine at hand what the parts of a step cost. All costs take turns within a round,
/// so that a drift of the machine hits all alike.
final class CostMeasurement {
  private let subjects: [ComputingSubject]
  private let alone: Team
  private let all: Team
  /// Nil where there is but one core.
  private let pair: Team?
  private let limits: (alone: MachineLimits, all: MachineLimits)
  private let levels: [LineProbe]
  private let exchange: ExchangeProbe

  private var meeting: [Double] = []
  private var fetch: [Double] = []
  private var retake: [Double] = []
  private var lines: [[Double]] = [[], [], []]
  private var crowding: [Double] = []
  private var gigabytes: (alone: [Double], all: [Double]) = ([], [])

  /// - Parameter rows: of one worker, ascending; at least one.
  init(
    _ workload: ScalingWorkload, rows: [Int], work: StepWork, effort: MeasurementEffort,
    on topology: Topology
  ) async throws {
    alone = try Team(placement: .plan(workers: 1, on: topology))
    let cores = Placement.defaultWorkers(on: topology)
    all = try Team(placement: .plan(workers: cores, on: topology))
    pair = cores > 1 ? try Team(placement: .plan(workers: 2, on: topology)) : nil
    limits = (try await MachineLimits(of: alone), try await MachineLimits(of: all))
    let caches = alone.placement.core(ofWorker: 0).caches
    let second = caches.level2Bytes ?? 1 << 20
    let last = caches.level3Bytes ?? second
    levels = [
      LineProbe(bytes: second / 2), LineProbe(bytes: last / 2),
      // Far larger than the last cache, but not than any memory.
      LineProbe(bytes: min(1 << 30, max(128 << 20, 4 * last))),
    ]
    exchange = ExchangeProbe(bytes: 4 * work.layout.count)
    var subjects: [ComputingSubject] = []
    for count in rows {
      subjects.append(try await ComputingSubject(workload, rows: count, team: alone))
    }
    self.subjects = subjects
    for subject in subjects { try await subject.warmUp(effort) }
  }

  /// Says which workers could not be bound; empty if all are.
  var bindingWarnings: [String] {
    Array(Set([alone, all, pair].compactMap { $0?.bindingWarning.map { "\($0)" } })).sorted()
  }

  /// One round. Those of odd numbers go through the row counts upwards, the others downwards.
  func measure(round: Int) async throws {
    for subject in round % 2 == 1 ? subjects : subjects.reversed() { try await subject.measure() }
    for (level, probe) in levels.enumerated() {
      lines[level].append(try await probe.nanosecondsPerLine(alone))
    }
    gigabytes.alone.append(try await limits.alone.memoryGigabytesPerSecond())
    gigabytes.all.append(try await limits.all.memoryGigabytesPerSecond())
    let one = try await limits.alone.gigaflops()
    crowding.append(try await limits.all.gigaflops() / Double(all.workers) / max(one, 1e-9))
    guard let pair else { return }
    if let seconds = await pair.secondsPerMeeting(of: [0, 1]) { meeting.append(seconds * 1e9) }
    let (fetched, retaken) = try await exchange.nanosecondsPerLine(pair)
    fetch.append(fetched)
    retake.append(retaken)
  }

  /// Medians over the rounds.
  ///
  /// - Precondition: at least one round.
  var costs: StepCosts {
    let largest = subjects[subjects.count - 1]
    // Those that were busy while the memory was: a CPU quota may leave some alone.
    let cores = Set(all.placement.processingUnits.map(\.core)).count
    let nodes = max(1, all.placement.memoryNodes.count)
    let caches = alone.placement.core(ofWorker: 0).caches
    return StepCosts(
      computing: subjects.map {
        ComputingCost(rows: $0.rows, microseconds: $0.computingMicroseconds)
      },
      updateMicroseconds: largest.updateMicroseconds,
      orderNanosecondsPerRow: largest.orderMicroseconds * 1e3 / Double(largest.rows),
      exchange: exchangeCosts,
      memory: MemoryCosts(
        secondCacheNanosecondsPerLine: Self.median(lines[0]),
        lastCacheNanosecondsPerLine: max(Self.median(lines[0]), Self.median(lines[1])),
        memoryNanosecondsPerLine: lines.map(Self.median).max() ?? 0,
        secondCacheBytes: caches.level2Bytes, lastCacheBytes: caches.level3Bytes,
        gigabytesPerSecondOfOne: Self.median(gigabytes.alone),
        gigabytesPerSecondOfNode: Self.median(gigabytes.all) / Double(nodes),
        coresOfNode: max(1, cores / nodes)),
      crowdedSpeed: min(1, Self.median(crowding)), cores: cores)
  }

  private var exchangeCosts: ExchangeCosts {
    guard let pair, !meeting.isEmpty else { return .assumed }
    let places = TeamPlaces(pair.placement)
    return ExchangeCosts(
      meetingNanoseconds: Self.median(meeting), fetchNanosecondsPerLine: Self.median(fetch),
      retakeNanosecondsPerLine: Self.median(retake),
      distance: places.distances[0][places.placeOfWorker[1]].factor, areMeasured: true)
  }

  private static func median(_ values: [Double]) -> Double { Spread(of: values)?.median ?? 0 }
}
