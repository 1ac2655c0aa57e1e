import Machine

extension StepModel {
  /// What the model takes for granted about a machine, a sentence each.
  public func assumptions(about target: PredictionTarget) -> [String] {
    let topology = target.topology
    var sentences = ["a core computes what the one does that was measured here, on the same data"]
    if topology.coreKinds.count > 1 {
      sentences[0] += ", times the speed that the system reports for its kind"
    }
    if !costs.exchange.areMeasured {
      sentences.append(
        "one core here: a meeting of two workers takes "
          + "\(Int(costs.exchange.meetingNanoseconds)) ns, a line from another's cache "
          + "\(Int(costs.exchange.fetchNanosecondsPerLine)) ns")
    }
    if topology.cores.count > 1 {
      sentences.append(
        "clocks fall with the share of busy cores as they do here, to "
          + "\(Int((100 * costs.crowdedSpeed).rounded())) % with all")
      sentences.append(distances(topology))
    }
    if topology.lastCaches > 1 {
      sentences.append(
        "workers behind one last cache fetch weights from outside once; no link is ever full")
    }
    sentences.append(
      "what fits in the second or last cache here and not there is read once a step from the next")
    if Double(work.dataBytes) > Double(costs.memory.lastCacheBytes ?? 0) {
      let served = Int(MemoryCosts.mostCoresServed)
      sentences.append(
        "the memory of a node delivers what it does here to as many cores, to more at most "
          + "\(served) times what one core gets")
    }
    return sentences
  }

  private func distances(_ topology: Topology) -> String {
    let node = WorkerDistance.sameNode.factor.formatted
    var sentence = "lines and meetings take 1 within a last cache"
    if topology.lastCaches > 1 { sentence += ", \(node) times that within a node" }
    if topology.memoryNodes.count > 1 {
      let places = TeamPlaces(
        Placement(
          processingUnits: topology.memoryNodes.map {
            topology.cores[$0.cores[0]].processingUnits[0]
          }, on: topology))
      let factors = places.distances.joined().filter { $0.level == .machine }.map(\.factor)
      if let nearest = factors.min(), let farthest = factors.max() {
        let range =
          nearest == farthest ? nearest.formatted : "\(nearest.formatted)–\(farthest.formatted)"
        sentence += ", \(range) between nodes"
        sentence += topology.memoryDistances == nil ? "" : " (as the firmware reports)"
      }
    }
    return sentence
  }
}

extension Double {
  /// With one decimal where there is one.
  fileprivate var formatted: String {
    let tenths = (self * 10).rounded() / 10
    return tenths == tenths.rounded() ? "\(Int(tenths))" : "\(tenths)"
  }
}
