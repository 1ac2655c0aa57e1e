import Machine

/// Groups of cores in rows and columns, for given numbers of columns.
struct TopologyGrid {
  let root: TopologyGroup
  let measures: TopologyMeasures
  /// By the system's numbers of processing units.
  let workers: [Int: [Int]]

  /// Sizes of all groups of a depth, in their order.
  ///
  /// - Parameters:
  ///   - columns: of these groups.
  ///   - inside: sizes of all groups of the next depth.
  func sizes(of groups: [TopologyGroup], depth: Int, columns: Int, inside: [Size]) -> [Size] {
    var rest = inside[...]
    return groups.map { group in
      defer { rest = rest.dropFirst(group.groups.count) }
      return size(
        of: group, depth: depth,
        lines(of: group, depth: depth, columns: columns, inside: rest.prefix(group.groups.count)))
    }
  }

  func machine(columns: [Int]) -> TopologyBox {
    box(root, depth: 0, columns: columns, x: 0, y: 0, least: (0, 0))
  }

  /// The part of the places of the largest group of a depth that nothing stands in.
  func emptiness(atDepth depth: Int, columns: Int) -> Double {
    let rows = root.largest(atDepth: depth).rows(columns: columns)
    let places = rows.count * columns
    return Double(places - rows.reduce(0, +)) / Double(max(1, places))
  }

  typealias Size = (width: Double, height: Double)

  /// Widths of columns and heights of rows.
  private typealias Lines = (columns: [Double], rows: [Double], gap: Double)

  private func lines(
    of group: TopologyGroup, depth: Int, columns: Int, inside: ArraySlice<Size>
  ) -> Lines {
    let rows = group.rows(columns: columns)
    let across = rows.max() ?? 0
    guard !group.groups.isEmpty else {
      return (
        Array(repeating: measures.square.width, count: across),
        Array(repeating: measures.square.height, count: rows.count), TopologyMeasures.squareGap
      )
    }
    var rest = inside
    let heights = rows.map { count in
      defer { rest = rest.dropFirst(count) }
      return rest.prefix(count).map(\.height).max() ?? 0
    }
    let widest = inside.map(\.width).max() ?? 0
    return (
      Array(repeating: widest, count: across), heights,
      measures.gap(atDepth: depth, of: root.depth)
    )
  }

  private func size(of group: TopologyGroup, depth: Int, _ lines: Lines) -> Size {
    let inside = (
      width: lines.columns.reduce(0, +) + lines.gap * Double(max(0, lines.columns.count - 1)),
      height: lines.rows.reduce(0, +) + lines.gap * Double(max(0, lines.rows.count - 1))
    )
    if depth == 0 { return inside }
    return (
      max(inside.width, group.labelWidth * measures.labelSize) + 2 * TopologyMeasures.padding,
      inside.height + measures.labelHeight + TopologyMeasures.padding
    )
  }

  private func lines(of group: TopologyGroup, depth: Int, columns: [Int]) -> Lines {
    let inside = group.groups.map { inside in
      size(
        of: inside, depth: depth + 1, lines(of: inside, depth: depth + 1, columns: columns))
    }
    return lines(of: group, depth: depth, columns: columns[depth], inside: inside[...])
  }

  /// - Parameter least: the size of its place, which it fills.
  private func box(
    _ group: TopologyGroup, depth: Int, columns: [Int], x: Double, y: Double,
    least: (width: Double, height: Double)
  ) -> TopologyBox {
    let grid = lines(of: group, depth: depth, columns: columns)
    let own = size(of: group, depth: depth, grid)
    let frame = TopologyRectangle(
      x: x, y: y, width: max(own.width, least.width), height: max(own.height, least.height))
    let left = x + (depth == 0 ? 0 : TopologyMeasures.padding)
    let top = y + (depth == 0 ? 0 : measures.labelHeight)
    let lefts = grid.columns.indices.map {
      left + grid.columns[..<$0].reduce(0, +) + grid.gap * Double($0)
    }
    let tops = grid.rows.indices.map {
      top + grid.rows[..<$0].reduce(0, +) + grid.gap * Double($0)
    }
    let places = group.rows(columns: columns[depth]).enumerated().flatMap { row, count in
      (0..<count).map { column in
        TopologyRectangle(
          x: lefts[column], y: tops[row], width: grid.columns[column], height: grid.rows[row])
      }
    }
    let boxes = zip(group.groups, places).map { inside, place in
      box(
        inside, depth: depth + 1, columns: columns, x: place.x, y: place.y,
        least: (place.width, place.height))
    }
    let squares =
      group.groups.isEmpty
      ? zip(group.cores, places).map { square($0, in: $1) } : []
    return TopologyBox(
      label: group.label, depth: depth, frame: frame, boxes: boxes, squares: squares)
  }

  private func square(_ core: Core, in place: TopologyRectangle) -> TopologySquare {
    let frame = place.scaled(by: measures.scales[core.kind])
    let count = core.processingUnits.count
    // A core of fewer threads than others has larger ones.
    let columns = min(measures.threads.columns, count)
    let rows = (count + columns - 1) / columns
    let (width, height) = (frame.width / Double(columns), frame.height / Double(rows))
    let threads = core.processingUnits.enumerated().map { index, unit in
      TopologySquare.Thread(
        unit: unit, workers: workers[unit.osIndex] ?? [],
        frame: TopologyRectangle(
          x: frame.x + width * Double(index % columns),
          y: frame.y + height * Double(index / columns), width: width, height: height))
    }
    return TopologySquare(core: core, frame: frame, threads: threads)
  }
}
