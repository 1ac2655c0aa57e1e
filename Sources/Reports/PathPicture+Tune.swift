public import Training

extension PathPicture {
  /// The path of a cross-validation with its held-out losses and choices: those of refits where the choice
  /// is among them.
  public static func svg(of report: TuneReport) -> String {
    let chosen = report.choice == .minimum ? report.minimum : report.oneStandardError
    let bands = report.scores.compactMap { score in
      (chosen.isRefit ? score.refit : score.penalized).map {
        PathBand(l1: score.l1, mean: $0.loss, standardError: $0.standardError)
      }
    }
    func mark(_ choice: StrengthChoice, _ label: String) -> (l1: Double, label: String) {
      (report.scores[choice.index].l1, label)
    }
    return svg(
      of: report.path,
      marks: [
        mark(report.minimum, "minimum"), mark(report.oneStandardError, "one standard error"),
      ],
      bands: PathBands(figure: .loss, bands: bands))
  }
}
