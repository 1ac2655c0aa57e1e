import Glibc
extension ElementFunction {
  public static func cosPi(_ x: Double) -> Double { Glibc.cos(x * .pi) }
  public static func power(_ x: Double, _ n: Int) -> Double { Glibc.pow(x, Double(n)) }
}
