import Datasets
import Learning

extension LivePart {
  /// Of each raw column whether one of its inputs lives.
  func livingColumns(of schema: Schema) -> [Bool] {
    var lives = [Bool](repeating: false, count: schema.columns.count)
    for input in livingInputs { lives[schema.features[input].column] = true }
    return lives
  }
}
