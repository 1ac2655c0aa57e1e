import Machine
import Testing

@testable import Team

/// A tree of meeting places, from a machine that has it.
struct BarrierShape: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let workers: Int
  /// In hwloc's notation; threads cannot be bound to it and run where they can.
  let machine: String

  static func flat(_ workers: Int) -> BarrierShape {
    BarrierShape(
      testDescription: "flat, \(workers)", workers: workers, machine: "l3:1 core:\(workers) pu:1")
  }

  static let twoByTwo = BarrierShape(
    testDescription: "2 × 2", workers: 4, machine: "l3:2 core:2 pu:1")

  /// A worker alone in its cache meets leaders of groups.
  static let uneven = BarrierShape(
    testDescription: "2 + 1", workers: 3, machine: "l3:2 core:2 pu:1")

  static let threeLevels = BarrierShape(
    testDescription: "2 × 2 × 2", workers: 8, machine: "package:2 [numa] l3:2 core:2 pu:1")

  /// One cache, but too many for one group.
  static let cut = BarrierShape(
    testDescription: "9 + 8", workers: 17, machine: "l3:1 core:17 pu:1")

  static let trees = [uneven, twoByTwo, threeLevels, cut]

  func placement() throws -> Placement {
    .plan(workers: workers, on: try .load(synthetic: machine))
  }

  func team() throws -> Team { try Team(placement: placement()) }

  func plan() throws -> MeetingPlan {
    let placement = try placement()
    return MeetingPlan(workersOn: (0..<workers).map { placement.core(ofWorker: $0) })
  }

  func barrier(_ patience: BarrierPatience) throws -> PlannedBarrier {
    PlannedBarrier(try plan(), patience: patience)
  }
}
