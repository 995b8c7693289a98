import Foundation

/// The files that the golden cases read.
let goldenInputs: [(name: String, bytes: [UInt8])] = {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Cases")
  let names =
    FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
  return names.sorted().filter { name in
    let file = name.split(separator: "/").last ?? ""
    return !["run", "bus", "stdout", "stderr", "status"].contains(file)
  }.compactMap { name in
    (try? Data(contentsOf: root.appending(path: name))).map { (name, Array($0)) }
  }
}()
