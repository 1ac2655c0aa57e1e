import Learning
import Machine

/// The workers of a modelled step: what each has to do, fetch and wait for.
struct ModelledTeam {
  private let placement: Placement
  private let work: StepWork
  private let costs: StepCosts
  private let places: TeamPlaces
  private let split: StepSplit
  /// Of each worker's core as it is while all work, over the core that costs were measured on.
  let speeds: [Double]
  /// Largest slice for each number of workers that share an update.
  private let slices: [Int: Int]

  init(_ placement: Placement, work: StepWork, costs: StepCosts) {
    self.placement = placement
    self.work = work
    self.costs = costs
    places = TeamPlaces(placement)
    split = StepSplit(work, speeds: placement.reportedSpeeds)
    speeds = placement.modelledSpeeds(crowdedSpeed: costs.crowdedSpeed)
    let isReplicated = placement.memory.weights == .replicated
    let places = places
    slices = Set(places.places.indices.map { Self.sharers(of: $0, places, isReplicated).count })
      .reduce(into: [:]) { $0[$1] = work.largestSlice(sharers: $1) }
  }

  /// Workers that update one copy of the weights together: all, or those of the node.
  private static func sharers(
    of place: Int, _ places: TeamPlaces, _ isReplicated: Bool
  ) -> (places: [Int], count: Int) {
    let sharing = places.places.indices.filter { !isReplicated || places.isOnNode($0, of: place) }
    return (sharing, sharing.reduce(0) { $0 + places.places[$1].workers.count })
  }

  private func sharers(of place: Int) -> (places: [Int], count: Int) {
    Self.sharers(of: place, places, placement.memory.weights == .replicated)
  }

  // MARK: - The two halves

  /// Until the first meeting.
  func first(_ worker: Int) -> StepTerms {
    var terms = StepTerms()
    let (rows, nodes) = (split.rows[worker], split.nodes[worker])
    // Without shards it has nothing to fetch weights for.
    guard rows > 0 else { return terms }
    terms.computing =
      costs.computingMicroseconds(rows: rows) / speeds[worker]
      // One node's writing is in what was measured.
      + Double(nodes - 1) * lines(work.parameterBytes) * ownLineNanoseconds / 1e3
    terms.spill = spillMicroseconds(worker)
    let place = places.placeOfWorker[worker]
    let (sharing, count) = sharers(of: place)
    let inCache = Double(places.places[place].workers.count)
    for other in sharing {
      let distance = places.distances[place][other]
      let others = Double(places.places[other].workers.count - (other == place ? 1 : 0))
      let weights = lines(work.weightBytes) * others / Double(count)
      if distance.level == .cache {
        terms.addFetch(.sharedCache, weights * fetchNanoseconds(.sharedCache))
      } else {
        terms.addFetch(distance, weights / inCache * fetchNanoseconds(distance))
        terms.addFetch(
          .sharedCache, weights * (1 - 1 / inCache) * fetchNanoseconds(.sharedCache))
      }
      let read = Double(nodes) * lines(work.parameterBytes) * others / Double(count)
      terms.addFetch(distance, read * retakeNanoseconds(distance))
    }
    return terms
  }

  /// Between the meetings.
  func second(_ worker: Int) -> StepTerms {
    var terms = StepTerms()
    let place = places.placeOfWorker[worker]
    let (sharing, count) = sharers(of: place)
    let share = Double(slices[count] ?? 0) / Double(work.layout.count)
    let additions = Double(split.publishedNodes - 1) * lines(share * work.parameterBytes)
    terms.update =
      costs.updateMicroseconds * share / speeds[worker] + additions * ownLineNanoseconds / 1e3
    for other in places.places.indices {
      let distance = places.distances[place][other]
      let nodes = places.places[other].workers.reduce(0) {
        $0 + ($1 == worker ? 0 : split.nodes[$1])
      }
      terms.addFetch(
        distance, Double(nodes) * lines(share * work.parameterBytes) * fetchNanoseconds(distance))
    }
    if count > 1, let farthest = sharing.map({ places.distances[place][$0] }).max() {
      terms.addFetch(
        farthest, lines(share * work.weightBytes) * retakeNanoseconds(farthest))
    }
    return terms
  }

  var meetingMicroseconds: Double {
    places.meetings * costs.exchange.meetingNanoseconds / costs.exchange.distance / 1e3
  }

  // MARK: - Lines

  private func lines(_ bytes: Double) -> Double { bytes / 64 }

  private func fetchNanoseconds(_ distance: WorkerDistance) -> Double {
    costs.exchange.fetchNanosecondsPerLine * distance.factor / costs.exchange.distance
  }

  private func retakeNanoseconds(_ distance: WorkerDistance) -> Double {
    costs.exchange.retakeNanosecondsPerLine * distance.factor / costs.exchange.distance
  }

  /// Reading a line of one's own in an array as large as the parameters.
  private var ownLineNanoseconds: Double {
    let memory = costs.memory
    return memory.nanosecondsPerLine(
      bytes: work.parameterBytes, secondCache: Double(memory.secondCacheBytes ?? 1 << 20),
      lastCache: Double(memory.lastCacheBytes ?? 1 << 25))
  }

  // MARK: - Caches and memory

  /// What a worker's rows, gradient and weights cost beyond what they cost here, where one worker had
  /// the caches for itself.
  private func spillMicroseconds(_ worker: Int) -> Double {
    let memory = costs.memory
    guard let secondHere = memory.secondCacheBytes, let lastHere = memory.lastCacheBytes else {
      return 0
    }
    let own = work.ownBytes(rows: split.rows[worker])
    let bytes = own + work.weightBytes
    let place = places.places[places.placeOfWorker[worker]]
    // Weights lie there once for all who share the cache.
    let inCache = place.workers.reduce(work.weightBytes) {
      $0 + work.ownBytes(rows: split.rows[$1])
    }
    let share = bytes / inCache
    let caches = placement.core(ofWorker: worker).caches
    // Without a third cache the second is the last one.
    let last = Double(caches.level3Bytes ?? caches.level2Bytes ?? lastHere) * share
    let second = min(Double(caches.level2Bytes ?? secondHere), last)
    let here = memory.nanosecondsPerLine(
      bytes: bytes, secondCache: Double(secondHere), lastCache: Double(lastHere))
    let there = memory.nanosecondsPerLine(bytes: bytes, secondCache: second, lastCache: last)
    return lines(bytes) * max(0, there - here) / 1e3
  }

  /// How long the memory needs for the rows of a step; 0 where they stay in the last caches.
  var rowsFromMemoryMicroseconds: Double {
    let caches = places.places.reduce(0) {
      $0 + Double($1.core.caches.level3Bytes ?? $1.core.caches.level2Bytes ?? 0)
    }
    guard Double(work.dataBytes) > caches else { return 0 }
    let nodes = Dictionary(grouping: places.places, by: \.core.numaNode).values.map {
      $0.flatMap(\.workers)
    }
    let bytes = Double(work.rows * work.bytesPerRow)
    return nodes.map { workers in
      let own =
        // Minibatches, whose rows are never local, are interleaved then.
        placement.memory.rows != .replicated
        ? bytes / Double(nodes.count)
        : Double(workers.reduce(0) { $0 + split.rows[$1] } * work.bytesPerRow)
      return own / costs.memory.nodeGigabytesPerSecond(workers: workers.count) / 1e3
    }.max() ?? 0
  }
}

extension StepTerms {
  fileprivate mutating func addFetch(_ distance: WorkerDistance, _ nanoseconds: Double) {
    switch distance.level {
    case .cache: fetchWithinCache += nanoseconds / 1e3
    case .node: fetchWithinNode += nanoseconds / 1e3
    case .machine: fetchAcross += nanoseconds / 1e3
    }
  }
}
