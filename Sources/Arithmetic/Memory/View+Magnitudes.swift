extension View<Float> {
  /// Whether |x| ≤ `limit` for every element; a NaN is not.
  ///
  /// - Parameter limit: ≥ +0, finite.
  public func areMagnitudes(atMost limit: Float) -> Bool {
    // Magnitudes are ordered as their bits, infinities and NaN above all numbers: a difference is
    // negative where one is above the limit.
    let bound = ElementFunction.bits(Vector(repeating: limit))
    var differences = ElementFunction.Lanes()
    var index = 0
    while index &+ Vector.scalarCount <= count {
      let x = ElementFunction.bits(ElementFunction.magnitude(vector(at: index)))
      differences |= bound &- x
      index &+= Vector.scalarCount
    }
    // As NaN, which is other than zero.
    guard !ElementFunction.vector(ElementFunction.signMask(differences)).hasNonzero else {
      return false
    }
    while index < count {
      guard self[index].magnitude <= limit else { return false }
      index &+= 1
    }
    return true
  }
}
