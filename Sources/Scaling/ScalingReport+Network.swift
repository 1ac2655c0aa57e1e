import Learning

extension ScalingReport {
  /// Widths, activation of the hidden layers if there are any, and loss, for people.
  public var network: String {
    let shape = widths.map(String.init).joined(separator: "→")
    let hidden = widths.count > 2 ? [activation.rawValue] : []
    return ([shape] + hidden + [loss.rawValue]).joined(separator: ", ")
  }
}
