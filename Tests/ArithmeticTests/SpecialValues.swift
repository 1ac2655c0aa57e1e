/// Numbers that code between two branches gets wrong: zeros, ends of the range, what is no number.
let specialValues: [Float] = [
  0, -0.0, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, .leastNormalMagnitude / 2,
  -.leastNormalMagnitude / 2, .leastNormalMagnitude, -.leastNormalMagnitude, 1, -1, 2, -3.5,
  .greatestFiniteMagnitude, -.greatestFiniteMagnitude, .infinity, -.infinity, .nan, -.nan,
]

/// Whether two numbers are the same to the bit; all NaN count as one, since IEEE 754 leaves sign and
/// payload to the processor.
func areSame(_ first: Float, _ second: Float) -> Bool {
  first.bitPattern == second.bitPattern || (first.isNaN && second.isNaN)
}
