/// A cross-validation in the picture of a path: a mean with an error bar per strength.
public struct PathBands: Equatable, Sendable {
  /// What the means are of; all curves of their panel show it then.
  public var figure: PathFigure
  public var bands: [PathBand]

  public init(figure: PathFigure, bands: [PathBand]) {
    self.figure = figure
    self.bands = bands
  }
}
