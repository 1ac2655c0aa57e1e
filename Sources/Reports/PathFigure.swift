import Training

/// What is shown of how well a model does.
public enum PathFigure: String, CaseIterable, Sendable {
  case loss
  case accuracy
  case r2

  /// What a report has: accuracy or R² where there is one, else the loss.
  init(of report: PathReport) {
    let metrics = report.points.map(\.train)
    if metrics.contains(where: { $0.accuracy != nil }) {
      self = .accuracy
    } else if metrics.contains(where: { $0.r2 != nil }) {
      self = .r2
    } else {
      self = .loss
    }
  }

  var name: String { self == .r2 ? "R²" : rawValue }

  func value(_ metric: PathMetric) -> Double? {
    switch self {
    case .loss: metric.loss
    case .accuracy: metric.accuracy
    case .r2: metric.r2
    }
  }
}
