import Learning
import Machine
import Scaling

extension StepCosts {
  /// Costs of a core that computes 10 rows a microsecond, whose workers cost each other nothing unless
  /// said.
  static func made(
    updateMicroseconds: Double = 0, meetingNanoseconds: Double = 0, lineNanoseconds: Double = 0,
    orderNanosecondsPerRow: Double = 0, crowdedSpeed: Double = 1, distance: Double = 1,
    gigabytesPerSecond: Double = 1e6
  ) -> StepCosts {
    StepCosts(
      computing: [1, 64, 1024].map { ComputingCost(rows: $0, microseconds: Double($0) / 10) },
      updateMicroseconds: updateMicroseconds, orderNanosecondsPerRow: orderNanosecondsPerRow,
      exchange: ExchangeCosts(
        meetingNanoseconds: meetingNanoseconds, fetchNanosecondsPerLine: lineNanoseconds,
        retakeNanosecondsPerLine: lineNanoseconds, distance: distance, areMeasured: true),
      memory: MemoryCosts(
        secondCacheNanosecondsPerLine: 0, lastCacheNanosecondsPerLine: 0,
        memoryNanosecondsPerLine: 0, secondCacheBytes: 1 << 20, lastCacheBytes: 32 << 20,
        gigabytesPerSecondOfOne: gigabytesPerSecond,
        gigabytesPerSecondOfNode: 2 * gigabytesPerSecond, coresOfNode: 2),
      crowdedSpeed: crowdedSpeed, cores: 2)
  }
}

extension StepWork {
  /// 1024 rows in 64 shards for 784-256-10.
  static func made(rows: Int = 1024, dataBytes: Int = 0) -> StepWork {
    StepWork(
      layout: ParameterLayout(
        Network(
          inputs: 784, hidden: [256], outputs: 10, activation: .relu, loss: .crossEntropy)),
      rows: rows, rowsPerShard: 16, bytesPerRow: 4 * 784, dataBytes: dataBytes)
  }
}

extension PredictionTarget {
  /// A machine in hwloc's synthetic notation.
  static func made(
    _ synthetic: String, policy: PlacementPolicy = PlacementPolicy(),
    memory: MemoryPolicy = MemoryPolicy()
  ) throws -> PredictionTarget {
    PredictionTarget(
      name: synthetic, topology: try Topology.load(synthetic: synthetic), policy: policy,
      memory: memory)
  }
}
