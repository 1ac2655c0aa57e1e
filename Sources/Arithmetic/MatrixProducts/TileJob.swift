internal import CInstructionSet

/// Work that is done tile by tile down the rows of one panel.
protocol TileJob {
  /// Rows of the output.
  var rows: Int { get }

  /// Accumulators that a tile holds per element of its output: 1 or 2.
  var accumulatorsPerElement: Int { get }

  /// Computes output rows `row` to `row + height`.
  func compute<T: Tile>(_ tile: T.Type, row: Int)
}

extension TileJob {
  /// Computes all rows in tiles of nearly equal height: a low tile cannot hide the latency of its
  /// chains, so 16 rows are 8 + 8 and not 12 + 4.
  @inline(__always)
  func computeAllRows(width: Int) {
    // A tile one vector wide may be as high as all registers allow: its rows are all the chains
    // that hide the latency of each.
    let highest = Int(LOCKSTEP_TILE_ROWS)
    if width == PanelShape.panelWidth {
      computeAllRows(TwoVectors.self, highest: accumulatorsPerElement == 1 ? highest : highest / 2)
    } else {
      computeAllRows(OneVector.self, highest: highest)
    }
  }

  @inline(__always)
  private func computeAllRows<Row: TileRow>(_: Row.Type, highest: Int) {
    var row = 0
    while row < rows {
      let remaining = rows &- row
      // Apart from the rule for many, since a division by a variable costs as much as a small tile.
      let tiles = remaining <= highest ? 1 : (remaining &+ highest &- 1) / highest
      let height = tiles == 1 ? remaining : (remaining &+ tiles &- 1) / tiles
      switch height {
      case 12: compute(Rows12<Row>.self, row: row)
      case 11: compute(Rows11<Row>.self, row: row)
      case 10: compute(Rows10<Row>.self, row: row)
      case 9: compute(Rows9<Row>.self, row: row)
      case 8: compute(Rows8<Row>.self, row: row)
      case 7: compute(Rows7<Row>.self, row: row)
      case 6: compute(Rows6<Row>.self, row: row)
      case 5: compute(Rows5<Row>.self, row: row)
      case 4: compute(Rows4<Row>.self, row: row)
      case 3: compute(Rows3<Row>.self, row: row)
      case 2: compute(Rows2<Row>.self, row: row)
      default: compute(Rows1<Row>.self, row: row)
      }
      row &+= max(1, height)
    }
  }
}
