/// Where a topology is read from.
enum HwlocSource: Sendable, CustomStringConvertible {
  case thisMachine
  case xmlText(String, name: String)
  case synthetic(String)

  var description: String {
    switch self {
    case .thisMachine: "this machine"
    case .xmlText(_, let name): name
    case .synthetic(let description): "“\(description)”"
    }
  }
}
