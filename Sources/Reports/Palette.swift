/// Colours that people with any kind of colour vision tell apart (Okabe, Ito 2008, "Color Universal
/// Design"), on white.
enum Palette {
  static let ink = "#222222"
  static let faintInk = "#666666"
  static let grid = "#e4e4e4"
  static let measured = "#0072b2"
  static let law = "#d55e00"
  static let warning = "#b34700"

  static let gather = "#56b4e9"
  static let forward = "#0072b2"
  static let backward = "#009e73"
  static let weightGradient = "#e69f00"
  static let update = "#cc79a7"
  /// Grey: nothing is done.
  static let wait = "#c4c4c4"

  /// Of predictions; dark, beside colours of about the same hue that are light.
  static let spill = "#7a4a00"
  static let memory = "#004d40"

  /// For lines that are told apart; black, and all of the eight but yellow, which white swallows.
  static let lines = [
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#222222",
  ]
  /// Grey: one line of many.
  static let other = "#b4b4b4"
}
