/// The versions that files name.
public enum Versions {
  /// Of the arithmetic contract: raised by any change that moves a bit of a result.
  public static let contract = 2
  /// Of the files of a run folder. Since 2 they are sealed.
  public static let format = 2
  public static let program = "0.1.0"
}
