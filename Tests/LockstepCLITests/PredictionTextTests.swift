import Lockstep
import Testing

@testable import LockstepCLI

@Suite struct PredictionTextTests {
  @Test func `a prediction reads as reviewed`() throws {
    let prediction = try Self.prediction([1, 2, 8, 16])
    #expect(
      PredictionText.text(prediction) == """
        predicted scaling of 784→64→10, relu, cross-entropy, on mnist.csv
        for two-sockets.xml: 2 packages, 2 NUMA nodes, 4 last caches, 16 cores, 16 hardware threads
        256 rows a step, 16 rows a shard; costs measured here, AVX-512, medians of 5 rounds, a meeting of two 200 ns

        workers  µs/step  samples/s  speed-up  efficiency %      limited by
        1         271.02     944566      1.00         100.0       computing
        2         166.76    1535150      1.63          81.3  fetch in cache
        8          99.78    2565729      2.72          34.0   fetch in node
        16        121.96    2099013      2.22          13.9    fetch across

        µs of a step
        workers  computing  row order  update  fetch in cache  fetch in node  fetch across  meetings
        1           260.00       1.02   10.00            0.00           0.00          0.00      0.00
        2           132.89       1.03    6.64           25.80           0.00          0.00      0.40
        8            37.76       1.07    4.30           22.06          32.98          0.00      1.60
        16           22.22       1.14    4.19           17.38          15.92         58.12      3.00

        assumed: a core computes what the one does that was measured here, on the same data
        assumed: clocks fall with the share of busy cores as they do here, to 90 % with all
        assumed: lines and meetings take 1 within a last cache, 2 times that within a node, 3.5 between nodes
        assumed: workers behind one last cache fetch weights from outside once; no link is ever full
        assumed: what fits in the second or last cache here and not there is read once a step from the next
        """)
  }

  @Test func `idle workers, one core here and noise are told of`() throws {
    var prediction = try Self.prediction([1, 2])
    prediction.rows[1].participants = 1
    prediction.costs.exchange = .assumed
    prediction.noise = ["a neighbour computes"]
    prediction.rounds = 1
    let lines = PredictionText.text(prediction).split(separator: "\n")
    #expect(lines[2].hasSuffix(", medians of 1 round, one core here"))
    #expect(lines[3].hasSuffix("  taking part"))
    #expect(lines[4...5].map { $0.suffix(3) } == ["  1", "  1"])
    #expect(lines.last == "noisy: a neighbour computes")
  }

  /// By the model, from made costs.
  private static func prediction(_ workers: [Int]) throws -> ScalingPrediction {
    let costs = StepCosts(
      computing: [
        ComputingCost(rows: 16, microseconds: 20), ComputingCost(rows: 256, microseconds: 260),
      ],
      updateMicroseconds: 10, orderNanosecondsPerRow: 4,
      exchange: ExchangeCosts(
        meetingNanoseconds: 200, fetchNanosecondsPerLine: 5, retakeNanosecondsPerLine: 3,
        distance: 1, areMeasured: true),
      memory: MemoryCosts(
        secondCacheNanosecondsPerLine: 1, lastCacheNanosecondsPerLine: 3,
        memoryNanosecondsPerLine: 6, secondCacheBytes: 1 << 20, lastCacheBytes: 32 << 20,
        gigabytesPerSecondOfOne: 10, gigabytesPerSecondOfNode: 15, coresOfNode: 2),
      crowdedSpeed: 0.9, cores: 2)
    let network = Network(
      inputs: 784, hidden: [64], outputs: 10, activation: .relu, loss: .crossEntropy)
    let work = StepWork(
      layout: ParameterLayout(network), rows: 256, rowsPerShard: 16, bytesPerRow: 4 * 784,
      dataBytes: 16 << 20)
    let topology = try Topology.load(
      synthetic: "package:2 [numa] l3:2(size=33554432) l2:4(size=1048576) core:1 pu:1")
    let target = PredictionTarget(
      name: "two-sockets.xml", topology: topology, policy: PlacementPolicy(),
      memory: MemoryPolicy())
    let model = StepModel(costs: costs, work: work)
    return ScalingPrediction(
      machine: PredictedMachine(name: target.name, topology), data: "mnist.csv",
      widths: network.widths, activation: .relu, loss: .crossEntropy, rowsPerStep: work.rows,
      rowsPerShard: work.rowsPerShard, rounds: 5, instructionSet: "AVX-512",
      rows: model.rows(workers: workers, on: target, allTakePart: true),
      assumptions: model.assumptions(about: target), costs: costs, noise: [])
  }
}
