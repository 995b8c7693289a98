import NmemModel

extension Invocation {
  /// `nmemid collect [FOLDER…]`: a script for the shell of an ESXi host, or one that asks vCenter.
  func collect() -> CommandResult {
    let script =
      isForVSphere ? ByteString(PackageResources.vsphere_py) : CollectScript.searching(operands)
    return CommandResult(body: { $0.write(script.bytes.span) })
  }
}

/// The script for a host, which is `collect.sh` in the sources; the build makes bytes of it.
enum CollectScript {
  /// What is in the script before the folders.
  private static let place = "[ $# -gt 0 ] || set --".utf8

  /// The script, with the folders that it searches unless it is given others.
  static func searching(_ folders: [ByteString]) -> ByteString {
    let script = PackageResources.collect_sh
    guard let start = script.indices.first(where: { script[$0...].starts(with: place) }) else {
      preconditionFailure("the script has no place for folders")
    }
    let end = start + place.count
    return ByteString(
      script[..<end] + folders.flatMap { [UInt8(ascii: " ")] + $0.quotedForShell } + script[end...])
  }
}

extension ByteString {
  /// The text as one word of a shell's command, whatever is in it.
  fileprivate var quotedForShell: [UInt8] {
    // Nothing is special between single quotes but the one that ends them.
    let quote = UInt8(ascii: "'")
    return [quote] + bytes.flatMap { $0 == quote ? Array(#"'\''"#.utf8) : [$0] } + [quote]
  }
}
