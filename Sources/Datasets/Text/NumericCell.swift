/// What a cell is when it is read as a number.
enum NumericCell: Equatable {
  /// Finite, rounded correctly to binary64.
  case number(Double)

  /// Empty, `NA`, `N/A`, `null` or `nan`, in any case.
  case missing

  /// `inf` or `infinity`, in any case, or a number beyond binary64.
  case infinity

  /// Anything else.
  case text
}
