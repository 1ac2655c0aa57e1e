extension Profile {
  /// Names of the profiles that ship.
  public static var shippedNames: [String] { ShippedProfiles.names }

  /// A profile by its name, or by a path if it has a slash or ends in `.yaml` or `.yml`.
  public static func find(_ nameOrPath: String) throws(ProfileError) -> Profile {
    if let index = ShippedProfiles.names.firstIndex(of: nameOrPath) {
      return try parse(
        ShippedProfiles.yaml(index), name: nameOrPath, place: "the profile \(nameOrPath)",
        origin: .shipped(index))
    }
    guard nameOrPath.contains("/") || nameOrPath.hasSuffix(".yaml") || nameOrPath.hasSuffix(".yml")
    else {
      throw .unknown(
        name: nameOrPath, known: shippedNames,
        nearest: EditDistance.nearest(to: nameOrPath, in: shippedNames))
    }
    return try read(path: nameOrPath)
  }

  /// A profile from a file.
  public static func read(path: String) throws(ProfileError) -> Profile {
    let text: String
    switch UserFile.text(path) {
    case .success(let found): text = found
    case .failure(.unreadable(let code)): throw .unreadable(path: path, code: code)
    case .failure(.notText):
      throw .malformed(place: path, found: "bytes that are not UTF-8", expected: "text in UTF-8")
    }
    let file = path.split(separator: "/").last ?? ""
    let name = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? String(file)
    return try parse(text, name: name, place: path, origin: .file(path: path))
  }

  /// - Parameter place: what errors call the text, before line and column.
  static func parse(
    _ text: String, name: String, place: String, origin: Origin
  ) throws(ProfileError) -> Profile {
    let reader = try ProfileReader(text, place: place)
    var profile = Profile(
      name: name, why: "", topology: nil, placement: PlacementPolicy(), memory: MemoryPolicy())
    profile.origin = origin
    try reader.read(into: &profile)
    return profile
  }
}
