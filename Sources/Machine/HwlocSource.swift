/// Where a topology is read from.
enum HwlocSource: Sendable, CustomStringConvertible {
  case thisMachine
  case xml(path: String)
  case synthetic(String)

  var description: String {
    switch self {
    case .thisMachine: "this machine"
    case .xml(let path): path
    case .synthetic(let description): "“\(description)”"
    }
  }
}
