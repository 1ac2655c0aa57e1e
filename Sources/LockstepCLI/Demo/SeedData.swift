/// The rows of the article's demo ("Neural Network L1 Regularization Using Python", Visual Studio
/// Magazine, December 2017), made anew from its seeds.
///
/// Ten inputs uniform in ±8; the label is the largest of the four outputs of a random network of
/// 10-15-4 units and tanh, without noise.
struct SeedData: Equatable, Sendable {
  static let features = 10
  static let classes = 4

  /// `[rows, features]`, row-major.
  let inputs: [Float]
  /// A class per row, 0 to 3.
  let labels: [Int]

  var rows: Int { labels.count }

  /// The 200 rows that the demo trains on.
  static let training = SeedData(rows: 200, seed: 16)
  /// The 40 rows that the demo tests on.
  static let test = SeedData(rows: 40, seed: 18)

  init(rows: Int, seed: UInt64) {
    var generator = MersenneTwister(seed: seed)
    let inputs = generator.uniform(within: 8, count: rows * Self.features)
    let teacher = SeedTeacher()
    self.inputs = inputs
    labels = (0..<rows).map { row in
      teacher.label(of: inputs[row * Self.features..<(row + 1) * Self.features])
    }
  }
}
