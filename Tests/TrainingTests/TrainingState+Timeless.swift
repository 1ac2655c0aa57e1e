import Training

extension TrainingState {
  /// Without the wall time, in which equal states differ.
  var timeless: TrainingState {
    var state = self
    state.seconds = 0
    return state
  }
}
