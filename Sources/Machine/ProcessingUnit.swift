/// A hardware thread: the smallest part of a machine that a worker can be bound to.
public struct ProcessingUnit: Hashable, Sendable {
  /// The operating system's number of it, as in `/proc/cpuinfo` and `taskset`.
  public let osIndex: Int

  /// Its core's position in `Topology.cores`.
  public let core: Int

  /// Its position among its core's processing units: 0 for the first hardware thread.
  public let hardwareThread: Int

  /// The operating system's number of the NUMA node that is closest to it. Where several are
  /// equally close (fast and ordinary memory side by side), the lowest number.
  public let numaNode: Int

  /// Its package (socket), counted from 0 in logical order.
  public let package: Int

  public init(osIndex: Int, core: Int, hardwareThread: Int, numaNode: Int, package: Int) {
    self.osIndex = osIndex
    self.core = core
    self.hardwareThread = hardwareThread
    self.numaNode = numaNode
    self.package = package
  }
}
