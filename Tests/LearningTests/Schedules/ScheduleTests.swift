import Learning
import Testing

@Suite struct ScheduleTests {
  @Test(arguments: Schedule.Shape.allCases, [0, 1, 7, 100, 1000])
  func `a schedule is its closed formula`(shape: Schedule.Shape, warmup: Int) {
    for steps in [1, 2, 3, 4, 7, 100, 999, 1000] {
      let schedule = Schedule(shape: shape, rate: 0.37, warmupSteps: warmup, steps: steps)
      for step in 0..<steps {
        let expected = ReferenceTrainer.rate(schedule, step: step)
        #expect(abs(schedule.rate(atStep: step) - expected) <= 1e-15, "\(schedule) step \(step)")
      }
    }
  }

  @Test func `the step schedule falls exactly at the half and at three quarters`() {
    let schedule = Schedule(shape: .step, rate: 1, warmupSteps: 0, steps: 8)
    #expect(
      (0..<8).map(schedule.rate(atStep:)) == [1, 1, 1, 1, 0.1, 0.1, 0.01, 0.01])
  }

  @Test func `the cosine begins at the rate, halves it midway and nearly ends at zero`() {
    let schedule = Schedule(shape: .cosine, rate: 2, warmupSteps: 0, steps: 1000)
    #expect(schedule.rate(atStep: 0) == 2)
    #expect(schedule.rate(atStep: 500) == 1)
    #expect(schedule.rate(atStep: 1000) == 0)
    #expect((1..<1000).allSatisfy { schedule.rate(atStep: $0) < schedule.rate(atStep: $0 - 1) })
  }

  @Test func `a warm-up reaches the rate at its last step`() {
    let schedule = Schedule(shape: .constant, rate: 1, warmupSteps: 4, steps: 8)
    #expect((0..<6).map(schedule.rate(atStep:)) == [0.25, 0.5, 0.75, 1, 1, 1])
  }
}
