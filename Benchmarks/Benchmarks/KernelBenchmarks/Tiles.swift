import Arithmetic

/// Products as high as one tile and as wide as one panel, or one vector, all in the first cache:
/// what is left of the peak at each height. Heights above `InstructionSet`'s tile take two tiles.
func registerTiles() {
  let depth = 128
  for (columns, width) in [(PanelShape.panelWidth, "panel"), (Vector.scalarCount, "vector")] {
    for height in [1, 2, 3, 4, 6, 8, 10, 12] {
      registerProduct(
        "Tile \(height) rows, 1 \(width)", operations: 2 * height * depth * columns
      ) {
        let layer = LayerMemory(inputs: depth, outputs: columns, rows: height)
        return { repeats in for _ in 0..<repeats { layer.forward() } }
      }
    }
  }
}
