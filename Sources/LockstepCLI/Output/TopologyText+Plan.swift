import Lockstep

extension TopologyText {
  /// Above, caches of a node share a line.
  private static let mostLines = 32

  /// Which workers run where: a line for each last cache that has any.
  static func plan(_ placement: Placement) -> String {
    func cache(_ unit: ProcessingUnit) -> Int { placement.topology.cores[unit.core].lastCache }
    let units = placement.processingUnits
    let byCache = groups(units, cache)
    let groups = byCache.count > mostLines ? groups(units) { $0.numaNode } : byCache
    var table = TextTable()
    table.add("workers", "package", "node", "last cache", "cores", "processing units")
    for workers in groups {
      func column(_ number: (ProcessingUnit) -> Int) -> String {
        TopologyNotation.ranges(unique(workers.map { number(units[$0]) }))
      }
      table.add(
        TopologyNotation.ranges(workers), column(\.package), column(\.numaNode), column(cache),
        column(\.core), column(\.osIndex))
    }
    return table.text
  }

  /// Workers by a number of their units, in the order of workers.
  private static func groups(
    _ units: [ProcessingUnit], _ number: (ProcessingUnit) -> Int
  ) -> [[Int]] {
    var places: [Int: Int] = [:]
    return units.enumerated().reduce(into: []) { groups, each in
      let key = number(each.element)
      if let place = places[key] {
        groups[place].append(each.offset)
      } else {
        places[key] = groups.count
        groups.append([each.offset])
      }
    }
  }

  private static func unique(_ numbers: [Int]) -> [Int] {
    var seen: Set<Int> = []
    return numbers.filter { seen.insert($0).inserted }
  }
}
