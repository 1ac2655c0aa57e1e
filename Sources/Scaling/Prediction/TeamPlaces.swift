import Machine

/// Where the workers of a step are, by the last caches and nodes that they share.
struct TeamPlaces {
  /// Workers behind one last cache, on one node.
  struct Place {
    let core: Core
    var workers: [Int]
  }

  let places: [Place]
  /// The position in `places` of each worker.
  let placeOfWorker: [Int]
  /// From place to place.
  let distances: [[WorkerDistance]]

  init(_ placement: Placement) {
    struct Key: Hashable {
      let cache: Int
      let node: Int
    }
    var positions: [Key: Int] = [:]
    var places: [Place] = []
    placeOfWorker = (0..<placement.workers).map { worker in
      let core = placement.core(ofWorker: worker)
      let key = Key(cache: core.lastCache, node: core.numaNode)
      if let position = positions[key] {
        places[position].workers.append(worker)
        return position
      }
      positions[key] = places.count
      places.append(Place(core: core, workers: [worker]))
      return places.count - 1
    }
    self.places = places
    distances = places.map { first in
      places.map { WorkerDistance(first.core, $0.core, on: placement.topology) }
    }
  }

  /// NUMA nodes that have workers.
  var nodes: Int { Set(places.map(\.core.numaNode)).count }

  func isOnNode(_ place: Int, of other: Int) -> Bool {
    places[place].core.numaNode == places[other].core.numaNode
  }

  /// How many meetings of two neighbours a meeting of all takes: the arrivals at one line follow one
  /// another, first within each last cache, then of the caches within each node, then of the nodes.
  ///
  /// 1 for two workers that share a last cache, 0 for one worker.
  var meetings: Double {
    let inCache = places.map(\.workers.count).max() ?? 1
    let caches = Dictionary(grouping: places, by: \.core.numaNode).values.map(\.count).max() ?? 1
    let farthest = distances.joined().max() ?? .sharedCache
    return Self.arrivals(inCache) * WorkerDistance.sharedCache.factor
      + Self.arrivals(caches) * WorkerDistance.sameNode.factor
      + Self.arrivals(nodes) * max(farthest.factor, WorkerDistance.sameNode.factor)
  }

  private static func arrivals(_ parts: Int) -> Double { parts > 1 ? Double(parts) / 2 : 0 }
}
