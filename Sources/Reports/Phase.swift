import Scaling

/// A phase of a step as the picture shows it.
struct Phase: Sendable {
  let name: String
  let colour: String
  let time: @Sendable (PhaseTimes) -> Double

  /// From the bottom of a bar to its top: work first, so that it starts from one line in all bars,
  /// and waiting on top.
  static let all = [
    Phase(name: "gather", colour: Palette.gather) { $0.gather },
    Phase(name: "forward", colour: Palette.forward) { $0.forward },
    Phase(name: "backward", colour: Palette.backward) { $0.backward },
    Phase(name: "weight gradient", colour: Palette.weightGradient) { $0.weightGradient },
    Phase(name: "update", colour: Palette.update) { $0.update },
    Phase(name: "barrier wait", colour: Palette.wait) { $0.barrierWait },
  ]
}
