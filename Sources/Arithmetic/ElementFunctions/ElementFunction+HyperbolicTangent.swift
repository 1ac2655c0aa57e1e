extension ElementFunction {
  /// tanh x: tanh(±0) = ±0, tanh(±∞) = ±1.
  ///
  /// Below ⅝: x + x³·p(x²), p of degree 4, minimax, relative error 4.6·10⁻⁹. From there on:
  /// 1 − 2⁄(1 + e^(2|x|)). Both are computed; a mask chooses. (E⁄(E + 2) with E = e^(2|x|) − 1 needs no
  /// polynomial of its own, but reaches 2.4 ulp.)
  ///
  /// - Returns: within 1.2 ulp.
  @inlinable @inline(__always)
  public static func tanh(_ x: Vector) -> Vector {
    // From 9.02 on the result rounds to 1.
    let t = magnitude(x, atMost: 10)
    let square = t * t
    var p = Vector(repeating: -0x1.750ce2p-8)
    p = step(0x1.51f8cep-6, square, p)
    p = step(-0x1.b835a4p-5, square, p)
    p = step(0x1.1106f6p-3, square, p)
    p = step(-0x1.555532p-2, square, p)
    let near = t.addingProduct(t * square, p)

    let (fraction, scaleBits) = exponentialMinusOneParts(of: t + t)
    let scale = vector(scaleBits)
    let far = 1 - 2 / (scale + 1).addingProduct(scale, fraction)

    return propagatingNaN(of: x, withSign(of: x, select(isAbove(t, 0.625), far, near)))
  }

  @inlinable
  public static func tanh(_ x: Float) -> Float { tanh(Vector(repeating: x))[0] }
}
