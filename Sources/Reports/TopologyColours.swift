import Machine

/// Which colour cores with workers have: by NUMA node, or by package on a machine of one node.
struct TopologyColours {
  /// What colours tell apart, such as "node".
  private let noun: String
  private let numbers: [Int]
  private let isByNode: Bool

  /// Seven of the eight of `Palette`'s source that are not black, and a dark grey.
  private static let fills = [
    "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#555555",
  ]
  /// A hardware thread without a worker.
  static let free = "#e4e4e4"

  init(_ placement: Placement) {
    isByNode = placement.topology.memoryNodes.count > 1
    noun = isByNode ? "node" : "package"
    numbers =
      isByNode
      ? placement.topology.memoryNodes.map(\.osIndex)
      : Set(placement.topology.cores.map(\.package)).sorted()
  }

  /// Of threads with workers.
  func fill(_ core: Core) -> String {
    fill(number: isByNode ? core.numaNode : core.package)
  }

  /// From the start again where there are more numbers than colours; boxes have the numbers, too.
  func fill(number: Int) -> String {
    Self.fills[(numbers.firstIndex(of: number) ?? 0) % Self.fills.count]
  }

  /// Numbers in their colours, as many as there are colours.
  var entries: [(text: String, fill: String)] {
    if numbers.count == 1 { return [("worker", fill(number: numbers[0]))] }
    return numbers.prefix(Self.fills.count).map { ("\(noun) \($0)", fill(number: $0)) }
  }

  var isRepeating: Bool { numbers.count > Self.fills.count }

  /// Of text on a colour: white or black, whichever stands out more (W3C 2018, "Web Content Accessibility
  /// Guidelines 2.1", relative luminance).
  static func ink(on fill: String) -> String {
    let digits = Int(fill.dropFirst(), radix: 16) ?? 0
    func linear(_ shift: Int) -> Double {
      let value = Double(digits >> shift & 255) / 255
      // The exact curve has a power of 2.4; with 2 the same ink is chosen for each fill.
      return value * value
    }
    let luminance = 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0)
    return luminance > 0.18 ? "#000000" : "#ffffff"
  }
}
