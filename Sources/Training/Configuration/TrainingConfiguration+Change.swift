extension TrainingConfiguration {
  /// The first option whose value differs, as the command line names it; nil if none does.
  func firstChange(to other: TrainingConfiguration) -> String? {
    for (old, new) in zip(Mirror(reflecting: self).children, Mirror(reflecting: other).children) {
      let (before, after) = ("\(old.value)", "\(new.value)")
      guard before != after, let label = old.label else { continue }
      let option = label.map { $0.isUppercase ? "-" + $0.lowercased() : String($0) }.joined()
      return "--\(option) was \(before) and is \(after)"
    }
    return nil
  }
}
