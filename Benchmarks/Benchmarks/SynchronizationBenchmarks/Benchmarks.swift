let benchmarks: @Sendable () -> Void = {
  registerBarrier()
  registerReduction()
}
