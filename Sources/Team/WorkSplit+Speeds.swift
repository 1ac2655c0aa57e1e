extension WorkSplit {
  /// Parts in proportion to the speeds of workers.
  ///
  /// - Precondition: no negative count, at least one speed, all above 0.
  public static func proportional(_ count: Int, to speeds: [Double]) -> WorkSplit {
    let speeds = comparable(speeds)
    guard speeds.contains(where: { $0 != 1 }) else { return even(count, over: speeds.count) }
    precondition(count >= 0, "WorkSplit: impossible split")
    let before = sums(speeds)
    let cuts = (1..<speeds.count).map {
      min(count, Int(Double(count) * before[$0] / before[speeds.count]))
    }
    return WorkSplit(cuts: cuts, count: count)
  }

  /// Parts of the fastest one's speed. Equal speeds are ones: then parts are cut where whole numbers
  /// cut them.
  static func comparable(_ speeds: [Double]) -> [Double] {
    let fastest = speeds.max() ?? 0
    precondition(
      fastest > 0 && fastest.isFinite && speeds.allSatisfy { $0 > 0 },
      "WorkSplit: impossible speeds")
    return speeds.map { $0 / fastest }
  }

  /// The sum of the speeds before each worker, then of all.
  static func sums(_ speeds: [Double]) -> [Double] {
    speeds.reduce(into: [0]) { sums, speed in sums.append(sums[sums.count - 1] + speed) }
  }
}
