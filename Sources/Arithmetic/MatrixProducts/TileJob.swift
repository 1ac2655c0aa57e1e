internal import CInstructionSet

/// Work that is done tile by tile down the rows of one panel.
protocol TileJob {
  /// Rows of the output.
  var rows: Int { get }

  /// Computes output rows `row` to `row + height`.
  func compute<let height: Int, let vectors: Int>(_ tile: Tile<height, vectors>.Type, row: Int)
}

extension TileJob {
  /// Computes all rows in tiles of nearly equal height: a low tile cannot hide the latency of its
  /// chains, so 16 rows are 8 + 8 and not 12 + 4.
  @inline(__always)
  func computeAllRows(width: Int) {
    if width == PanelShape.panelWidth {
      computeAllRows(Tile<0, 2>.self)
    } else {
      computeAllRows(Tile<0, 1>.self)
    }
  }

  @inline(__always)
  private func computeAllRows<let vectors: Int>(_: Tile<0, vectors>.Type) {
    let highest = Int(LOCKSTEP_TILE_ROWS)
    var row = 0
    while row < rows {
      let tiles = (rows - row + highest - 1) / highest
      let height = (rows - row + tiles - 1) / tiles
      switch height {
      case 12: compute(Tile<12, vectors>.self, row: row)
      case 11: compute(Tile<11, vectors>.self, row: row)
      case 10: compute(Tile<10, vectors>.self, row: row)
      case 9: compute(Tile<9, vectors>.self, row: row)
      case 8: compute(Tile<8, vectors>.self, row: row)
      case 7: compute(Tile<7, vectors>.self, row: row)
      case 6: compute(Tile<6, vectors>.self, row: row)
      case 5: compute(Tile<5, vectors>.self, row: row)
      case 4: compute(Tile<4, vectors>.self, row: row)
      case 3: compute(Tile<3, vectors>.self, row: row)
      case 2: compute(Tile<2, vectors>.self, row: row)
      default: compute(Tile<1, vectors>.self, row: row)
      }
      row += max(1, height)
    }
  }
}
