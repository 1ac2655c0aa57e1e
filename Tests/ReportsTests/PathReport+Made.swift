import Foundation
import Learning
@testable import Training

extension PathReport {
  /// A path of made figures: columns leave one after another as the strength grows.
  static func made(
    columns: Int, strengths: [Double], direction: PathDirection = .down, hidden: [Int] = [64, 32],
    data: String = "made rows", isSigned: Bool = false, size: Double = 1,
    metric: MadeMetric = .accuracy, hasValidation: Bool = true
  ) -> PathReport {
    let names = (0..<columns).map { "column\($0)" }
    let positive = strengths.filter { $0 > 0 }
    let (smallest, largest) = (positive.min() ?? 0.1, positive.max() ?? 1)
    let points = strengths.enumerated().map { index, l1 -> PathPoint in
      let weights = (0..<columns).map { column -> Double in
        // Most leave early, a few late, the first last of all; what stays is larger, by and large.
        let place = column == 0 ? 1 : madeUnit(column) * madeUnit(column)
        let range = max(1, log(largest) - log(smallest))
        let gone = l1 > 0 ? (log(l1) - log(smallest)) / range : -0.1
        let share = max(0, place - gone) * (2 - min(1, place - gone))
        return size * share * (0.4 + madeUnit(column + columns))
          * (isSigned && column % 3 == 0 ? -1 : 1)
      }
      let alive = weights.count { $0 != 0 }
      let part = Double(alive) / Double(max(1, columns))
      func figures(_ best: Double) -> PathMetric {
        metric.figures(best * (0.6 + 0.4 * part.squareRoot()))
      }
      return PathPoint(
        l1: l1, objective: 0.2 + l1, train: figures(0.97),
        validation: hasValidation ? figures(0.93) : nil, test: nil, weights: 64 * columns,
        nonzeroWeights: 64 * alive, survivingInputs: alive,
        survivingUnits: Int(part.squareRoot() * Double(hidden.reduce(0, +))),
        survivingColumns: alive, columnWeights: weights,
        refit: hasValidation
          ? PathRefit(
            train: figures(0.98), validation: figures(0.95), test: nil,
            digest: Digest(of: [1, UInt8(index % 256)])) : nil,
        epochs: 20, digest: Digest(of: [0, UInt8(index % 256)]))
    }
    return PathReport(
      data: data, penalty: .groupInputs, widths: [columns] + hidden + [1], direction: direction,
      columns: names, points: points, seconds: 12, workers: 2)
  }

  /// In 0..<1, different for every index.
  private static func madeUnit(_ index: Int) -> Double {
    let golden = Double(index + 1) * 0.618_033_988_749_894_9
    let unit = golden - golden.rounded(.down)
    return unit
  }
}

enum MadeMetric {
  case accuracy
  case r2
  case loss

  /// - Parameter quality: up to 1.
  func figures(_ quality: Double) -> PathMetric {
    PathMetric(
      loss: 1.1 - quality, accuracy: self == .accuracy ? quality : nil,
      r2: self == .r2 ? quality : nil)
  }
}

/// Strengths that fall by the same factor.
func grid(from largest: Double, to smallest: Double, count: Int) -> [Double] {
  var strengths = [largest]
  // The factor by bisection.
  var (low, high) = (0.0, 1.0)
  for _ in 0..<200 {
    let middle = (low + high) / 2
    let last = (1..<count).reduce(largest) { value, _ in value * middle }
    if last < smallest { low = middle } else { high = middle }
  }
  for _ in 1..<count { strengths.append(strengths[strengths.count - 1] * high) }
  return strengths
}
