import Learning

extension Float {
  /// The bits, of every NaN the same: which NaN an operation yields is the processor's choice.
  var word: UInt32 { isNaN ? 0x7fc0_0000 : bitPattern }
}

extension Double {
  /// Low and high half of the bits, of every NaN the same.
  var words: [UInt32] {
    let bits = isNaN ? 0x7ff8_0000_0000_0000 : bitPattern
    return [UInt32(truncatingIfNeeded: bits), UInt32(truncatingIfNeeded: bits >> 32)]
  }
}

extension Parameters {
  /// The bits of the parameters in network order.
  var words: [UInt32] { networkOrder.map { $0.bitPattern } }
}
