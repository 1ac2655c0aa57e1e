public import CInstructionSet

/// As many binary32 numbers as one register of the instruction set holds: 16, 8 or 4.
///
/// Vectors run along output elements, never along a summed index, so their width cannot change a
/// bit of any result.
public typealias Vector = LockstepVector
