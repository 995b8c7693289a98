import Foundation

/// What the tool makes of a case, as far as the oracle wants to know it.
struct Reading {
  var dimms: [DIMM] = []
  var problems: [Problem] = []
  var diagnostics: [String] = []
  var status: Int32 = 0
  /// The UUIDs that `vmdks` lists, as 32 digits.
  var listed: Set<String> = []
  /// What other outputs say of each DIMM.
  var table: [String] = []
  var pairs: [String] = []
  var statuses: [Int32] = []
  /// With the files in another order.
  var reversed: [DIMM] = []
  var inputFolder: String

  struct DIMM: Equatable {
    var name: String
    var match: String
    var vmdks: [VMDK]
  }

  struct VMDK: Equatable, Comparable {
    var path: String?
    var uuid: String?

    static func < (lhs: VMDK, rhs: VMDK) -> Bool {
      (lhs.uuid ?? "", lhs.path ?? "") < (rhs.uuid ?? "", rhs.path ?? "")
    }
  }

  struct Problem {
    var source: String
    var message: String
  }

  /// Runs the tool on a case, in a folder that is this run's own.
  init(_ simulated: SimulatedCase, in folder: String) throws {
    inputFolder = folder
    let guest = "\(folder)/guest.json"
    try Self.write(Array(simulated.guestText.utf8), guest)
    var files: [String] = []
    for file in simulated.files {
      let path = "\(folder)/\(file.name)"
      if let slash = file.name.lastIndex(of: "/") {
        try FileManager.default.createDirectory(
          atPath: "\(folder)/\(file.name[..<slash])", withIntermediateDirectories: true)
      }
      try Self.write(file.bytes, path)
      files.append(path)
    }
    let map = Saying(["--guest", guest, "--json"] + files)
    (dimms, problems) = Self.parsed(map.output)
    (diagnostics, status) = (map.diagnostics, map.status)
    let list = Saying(["vmdks", "--json"] + files)
    let (vmdks, more) = Self.parsedVMDKs(list.output)
    listed = vmdks
    problems += more
    let table = Saying(["--guest", guest, "-n", "-o", "NAME,MATCH,UUID"] + files)
    self.table = table.output.split(separator: "\n").map {
      $0.split(separator: " ").joined(separator: " ")
    }
    let pairs = Saying(["--guest", guest, "-P", "-o", "NAME,MATCH,UUID,VMDK"] + files)
    self.pairs = pairs.output.split(separator: "\n").map(String.init)
    statuses = [table.status, pairs.status]
    if files.count > 1 {
      let other = Saying(["--guest", guest, "--json"] + files.reversed())
      reversed = Self.parsed(other.output).dimms
      statuses.append(other.status)
    } else {
      reversed = dimms
    }
    for file in files + [guest] { unlink(file) }
  }

  private static func write(_ bytes: [UInt8], _ path: String) throws {
    guard let file = fopen(path, "w") else { throw CocoaError(.fileWriteUnknown) }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }

  private static func object(_ text: String) -> [String: Any] {
    (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any] ?? [:]
  }

  private static func parsed(_ text: String) -> (dimms: [DIMM], problems: [Problem]) {
    let document = object(text)
    let dimms = (document["dimms"] as? [[String: Any]] ?? []).map { dimm in
      DIMM(
        name: dimm["dev"] as? String ?? "", match: dimm["match"] as? String ?? "",
        vmdks: vmdks(dimm["vmdks"]).sorted())
    }
    return (dimms, problems(document))
  }

  private static func parsedVMDKs(_ text: String) -> (uuids: Set<String>, problems: [Problem]) {
    let document = object(text)
    return (
      Set(vmdks(document["vmdks"]).compactMap { $0.uuid?.replacing("-", with: "") }),
      problems(document)
    )
  }

  private static func vmdks(_ value: Any?) -> [VMDK] {
    (value as? [[String: Any]] ?? []).map {
      VMDK(path: $0["path"] as? String, uuid: $0["uuid"] as? String)
    }
  }

  private static func problems(_ document: [String: Any]) -> [Problem] {
    (document["problems"] as? [[String: Any]] ?? []).map {
      Problem(source: $0["source"] as? String ?? "", message: $0["message"] as? String ?? "")
    }
  }
}
