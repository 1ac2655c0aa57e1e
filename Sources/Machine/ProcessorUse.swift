internal import Glibc

/// How much of some processing units was in use, and by whom, since the machine started.
///
/// Two readings and their difference say whether a measurement between them was disturbed.
public struct ProcessorUse: Equatable, Sendable {
  /// Seconds in which any process, the kernel or another guest of the same host had the units.
  public let busySeconds: Double
  /// Of them, seconds that the host gave to others ("steal").
  public let stolenSeconds: Double
  /// Seconds of processor time of this process, wherever it ran.
  public let ownSeconds: Double

  /// - Parameter units: operating-system numbers; what happens on others does not count.
  /// - Returns: nil where `/proc/stat` cannot be read: not Linux, or a sandbox that hides it.
  public static func now(on units: Set<Int>) -> ProcessorUse? {
    guard let text = SystemFile.text("/proc/stat") else { return nil }
    let ticksPerSecond = Double(max(1, sysconf(Int32(_SC_CLK_TCK))))
    var (busy, stolen) = (0.0, 0.0)
    var found = false
    for line in text.split(separator: "\n") where line.hasPrefix("cpu") {
      let fields = line.split(separator: " ")
      guard let name = fields.first, let unit = Int(name.dropFirst(3)), units.contains(unit),
        fields.count >= 9
      else { continue }
      // user, nice, system, idle, iowait, irq, softirq, steal; guest time is part of user.
      let ticks = fields[1...8].map { Double($0) ?? 0 }
      busy += ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6] + ticks[7]
      stolen += ticks[7]
      found = true
    }
    guard found else { return nil }
    return ProcessorUse(
      busySeconds: busy / ticksPerSecond, stolenSeconds: stolen / ticksPerSecond,
      ownSeconds: ownProcessorSeconds())
  }

  private static func ownProcessorSeconds() -> Double {
    var time = timespec()
    guard clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 else { return 0 }
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
