extension PathReport {
  /// A header and a line per point, in the order in which they were fitted: figures of the fit, of its
  /// refit, then `weight_NAME` for each raw column. What a point does not have is an empty cell
  /// (RFC 4180, with line feeds alone as line ends).
  public var csv: String {
    let header = Self.cells.map(\.name) + columns.map { "weight_\($0)" }
    let lines = points.map { point in
      Self.cells.map { $0.text(point) }
        + columns.indices.map {
          $0 < point.columnWeights.count ? "\(point.columnWeights[$0])" : ""
        }
    }
    return ([header] + lines).map { line in
      line.map(Self.quoted).joined(separator: ",") + "\n"
    }.joined()
  }

  private struct Cell: Sendable {
    let name: String
    let text: @Sendable (PathPoint) -> String
  }

  private static let cells =
    [
      Cell(name: "l1") { "\($0.l1)" },
      Cell(name: "objective") { "\($0.objective)" },
    ] + cells("train") { $0.train } + cells("validation") { $0.validation }
    + cells("test") { $0.test }
    + [
      Cell(name: "weights") { "\($0.weights)" },
      Cell(name: "nonzeroWeights") { "\($0.nonzeroWeights)" },
      Cell(name: "survivingInputs") { "\($0.survivingInputs)" },
      Cell(name: "survivingUnits") { "\($0.survivingUnits)" },
      Cell(name: "survivingColumns") { "\($0.survivingColumns)" },
    ] + cells("refitTrain") { $0.refit?.train }
    + cells("refitValidation") { $0.refit?.validation } + cells("refitTest") { $0.refit?.test }
    + [
      Cell(name: "refitDigest") { $0.refit?.digest.description ?? "" },
      Cell(name: "epochs") { "\($0.epochs)" },
      Cell(name: "digest") { $0.digest.description },
    ]

  private static func cells(
    _ rows: String, _ metric: @escaping @Sendable (PathPoint) -> PathMetric?
  ) -> [Cell] {
    [
      Cell(name: "\(rows)Loss") { text(metric($0)?.loss) },
      Cell(name: "\(rows)Accuracy") { text(metric($0)?.accuracy) },
      Cell(name: "\(rows)R2") { text(metric($0)?.r2) },
    ]
  }

  private static func text(_ number: Double?) -> String { number.map { "\($0)" } ?? "" }

  private static func quoted(_ cell: String) -> String {
    guard cell.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else {
      return cell
    }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }
}
