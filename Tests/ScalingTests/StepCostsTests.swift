import Scaling
import Testing

@Suite struct `Costs of a step` {
  static let costs: StepCosts = {
    var costs = StepCosts.made()
    costs.computing = [
      ComputingCost(rows: 16, microseconds: 5), ComputingCost(rows: 64, microseconds: 11),
      ComputingCost(rows: 256, microseconds: 47),
    ]
    return costs
  }()

  @Test(arguments: [(16, 5.0), (64, 11), (256, 47)])
  func `computing is exact where it was measured`(rows: Int, microseconds: Double) {
    #expect(Self.costs.computingMicroseconds(rows: rows) == microseconds)
  }

  @Test(arguments: [(40, 8.0), (160, 29), (320, 59), (8, 4)])
  func `computing lies on lines in between and beyond`(rows: Int, microseconds: Double) {
    #expect(Self.costs.computingMicroseconds(rows: rows) == microseconds)
  }

  @Test func `no rows cost nothing, and one measurement is in proportion`() {
    #expect(Self.costs.computingMicroseconds(rows: 0) == 0)
    var costs = Self.costs
    costs.computing = [ComputingCost(rows: 64, microseconds: 10)]
    #expect(costs.computingMicroseconds(rows: 32) == 5)
  }
}
