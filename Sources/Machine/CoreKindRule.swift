/// What is made of fast and slow cores on a hybrid processor.
public enum CoreKindRule: String, CaseIterable, Sendable {
  /// Fast ones are taken first.
  case fastFirst = "fast-first"
  /// Slow ones are left alone.
  case fastOnly = "fast-only"
  /// As if they were equal.
  case alike
}
