/// A part of a run, after which it can be decided who goes on.
struct Segment {
  /// Steps after which it ends.
  var steps = Int.max
  /// Seconds after which it ends, at the end of its second step at the earliest.
  var seconds = Double.infinity
}
