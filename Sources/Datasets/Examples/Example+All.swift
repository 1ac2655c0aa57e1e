import CExampleData

extension Example {
  /// All data sets, in the order of their names.
  public static let all: [Example] = [concrete, credit, diabetes, digits, spam]

  static let concrete = Example(
    name: "concrete", title: "Compressive strength of concrete by its mixture and age",
    origin: "I-Cheng Yeh, UCI Machine Learning Repository; Debian r-cran-modeldata 1.1.0-1",
    licence: "MIT", target: "compressive_strength", task: .regression, rows: 1030, columns: 9,
    compressed: { unsafe bytes(lockstepExampleConcrete()) })

  static let credit = Example(
    name: "credit", title: "Credit applicants, good and bad, with missing cells and categories",
    origin: "Debian r-cran-modeldata 1.1.0-1, credit_data",
    licence: "MIT", target: "Status", task: .classification, rows: 4454, columns: 14,
    compressed: { unsafe bytes(lockstepExampleCredit()) })

  static let diabetes = Example(
    name: "diabetes", title: "Progression of diabetes one year after baseline",
    origin: "Efron, Hastie, Johnstone, Tibshirani (2004); PyPI scikit-learn 1.9.1",
    licence: "BSD-3-Clause", target: "target", task: .regression, rows: 442, columns: 11,
    compressed: { unsafe bytes(lockstepExampleDiabetes()) })

  static let digits = Example(
    name: "digits", title: "Handwritten digits of 8 by 8 pixels",
    origin: "Alpaydin, Kaynak, UCI Machine Learning Repository; PyPI scikit-learn 1.9.1",
    licence: "BSD-3-Clause", target: "target", task: .classification, rows: 1797, columns: 65,
    compressed: { unsafe bytes(lockstepExampleDigits()) })

  static let spam = Example(
    name: "spam", title: "Spambase: frequencies of words and characters in e-mail",
    origin: "Hopkins, Reeber, Forman, Suermondt, UCI Machine Learning Repository; "
      + "Debian r-cran-kernlab 0.9-32-1",
    licence: "CC BY 4.0 at UCI; the R code of the package it came in: GPL-2+",
    target: "type", task: .classification, rows: 4601, columns: 58,
    compressed: { unsafe bytes(lockstepExampleSpam()) })

  /// A copy of what the assembler put into the command.
  private static func bytes(_ data: LockstepExampleData) -> [UInt8] {
    unsafe Array(UnsafeBufferPointer(start: data.bytes, count: data.count))
  }
}
