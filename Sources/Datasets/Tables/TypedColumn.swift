/// One column of a typed table.
struct TypedColumn {
  let name: String

  /// Position in the file.
  let position: Int
  let kind: ColumnKind

  /// What the codes of a categorical column stand for.
  let levels: [[UInt8]]
}
