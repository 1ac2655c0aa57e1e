import Machine

/// A box of the picture of a machine, with what is in it.
struct TopologyBox {
  let label: String
  /// The machine, which has no frame of its own, is 0.
  let depth: Int
  let frame: TopologyRectangle
  let boxes: [TopologyBox]
  let squares: [TopologySquare]

  /// Itself and all boxes in it.
  var all: [TopologyBox] { [self] + boxes.flatMap(\.all) }
}
