/// Processor time that cgroups give this process: what `docker run --cpus` and Kubernetes' CPU limits set.
public struct CPUQuota: Equatable, Sendable {
  /// Seconds of processor time a second.
  public let processors: Double

  public init(processors: Double) {
    self.processors = processors
  }

  /// Whole processors, at least one: workers beyond would be stopped in the middle of a step while all
  /// others wait for them.
  public var workers: Int { max(1, Int(min(processors, Double(1 << 20)))) }
}

extension CPUQuota: CustomStringConvertible {
  public var description: String {
    let hundredths = (processors * 100).rounded() / 100
    if hundredths == 1 { return "1 processor" }
    let number = hundredths == hundredths.rounded() ? "\(Int(hundredths))" : "\(hundredths)"
    return "\(number) processors"
  }
}
