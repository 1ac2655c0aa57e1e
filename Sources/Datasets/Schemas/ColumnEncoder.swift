import Arithmetic

/// Writes the features of one raw column.
struct ColumnEncoder {
  /// Place of the raw column among the kept columns of the typed table.
  let slot: Int

  /// The column's first feature.
  let firstFeature: Int
  let form: Form

  enum Form {
    case numeric(NumericStatistics)

    /// `features` says for each code of the typed table which level's feature it sets, −1: none;
    /// `missing` is the place of the feature for missing cells, counted from the first.
    case categorical(features: [Int], missing: Int?)
  }

  /// Cells with levels that the training rows did not have.
  private(set) var unseen = 0
  private(set) var firstUnseenRow: Int?

  init(slot: Int, firstFeature: Int, form: Form) {
    self.slot = slot
    self.firstFeature = firstFeature
    self.form = form
  }

  /// Encodes one cell into a row of inputs that holds zeros.
  ///
  /// - Returns: false where the scaled number is beyond binary32.
  @inline(__always)
  mutating func encode(_ cell: Double, row: Int, into inputs: View<Float>, at start: Int) -> Bool {
    switch form {
    case .numeric(let statistics):
      let scaled: Float
      if cell.isNaN {
        scaled = Float(statistics.scaled(statistics.mean))
        if statistics.hasMissing { inputs[start + firstFeature + 1] = 1 }
      } else {
        scaled = Float(statistics.scaled(cell))
      }
      inputs[start + firstFeature] = scaled
      return scaled.isFinite
    case .categorical(let features, let missing):
      if cell.isNaN {
        if let missing { inputs[start + firstFeature + missing] = 1 }
        return true
      }
      let code = Int(cell)
      let feature = code >= 0 ? features[code] : -1
      if feature >= 0 {
        inputs[start + firstFeature + feature] = 1
      } else {
        unseen += 1
        if firstUnseenRow == nil { firstUnseenRow = row }
      }
      return true
    }
  }
}
