import LinuxSystem
import NmemModel

/// What a word stands for where a host file or a thing of the guest may be meant.
private enum OperandMeaning {
  case hostFile
  /// What `trace` may know something of.
  case thing
  /// Neither a file nor written like one, nor like a thing.
  case unknown
}

extension Invocation {
  /// What a command line without a command asks for: `trace`, if one of the words is a thing of the guest.
  /// Throws if one is neither a thing nor a file.
  func meant(by words: [ByteString]) throws(UsageError) -> Invocation {
    guard command == .map, !isCommandNamed, request == .run else { return self }
    let meanings = operands.map(meaning)
    if let (word, _) = zip(operands, meanings).first(where: { $1 == .unknown }) {
      throw UsageError(message: Self.explanation(ofUnknown: word.lossyText))
    }
    guard let thing = zip(operands, meanings).first(where: { $1 == .thing })?.0 else { return self }
    do {
      return try Invocation([ByteString(Command.trace.rawValue)] + words)
    } catch {
      throw UsageError(
        message: "\(thing.lossyText) is no file, so this is nmemid trace: \(error.message)")
    }
  }

  private static func explanation(ofUnknown word: String) -> String {
    let commands = Command.allCases.map(\.rawValue)
    if commands.contains(word) { return "a command comes first: nmemid \(word)" }
    if word == "help" || word == "version" { return "did you mean nmemid --\(word)?" }
    let meant = similarWord(to: word.lowercased(), in: commands).map { "did you mean \($0)? The" }
    return """
      \(word) is neither a command nor a file; \(meant ?? "the") commands are \(commands.listed); for a device \
      of this name say nmemid trace \(word)
      """
  }

  private func meaning(of word: ByteString) -> OperandMeaning {
    guard word != "-" else { return .hostFile }
    let isSpelledAsThing = TraceSearch.target(word).isSpelledAsThing
    do throws(Errno) {
      switch try FileStatus(ofPath: word).kind {
      case .blockDevice: return .thing
      case .characterDevice: return isSpelledAsThing ? .thing : .hostFile
      case .folder: return isOnNVDIMM(word, itself: true) ? .thing : .hostFile
      case .file, .symbolicLink, .pipe: return .hostFile
      }
    } catch {
      guard error.saysThatNothingIsThere else { return .hostFile }
    }
    let isInDev = word.bytes.starts(with: "/dev/".utf8)
    if isSpelledAsThing || isInDev || isOnNVDIMM(word, itself: false) { return .thing }
    let isWord = !word.bytes.contains { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ".") }
    return isWord ? .unknown : .hostFile
  }

  /// Whether a path is on NVDIMMs, on this machine or in a saved guest; where `itself`, whether it is where they
  /// are mounted: a folder below may be one of lists. Nobody means all of `/` as a folder of lists.
  private func isOnNVDIMM(_ path: ByteString, itself: Bool) -> Bool {
    let target = TraceSearch.target(path)
    guard target.isAbsolutePath else { return false }
    if path.normalizedPath == "/" { return true }
    // What a saved guest has is not looked up: its list may be a pipe, which is read once.
    guard guests.isEmpty else { return (try? FileStatus(ofPath: path)) == nil && !path.hasEnding }
    guard !itself || LocalPath(path).mount?.target == path.normalizedPath,
      let guest = try? GuestSide(self, .devices)
    else { return false }
    return !TraceSearch(for: target, in: guest.topology, savedGuests: []).found.isEmpty
  }

  /// The same, with the lists among what `trace` was asked for taken for host files: what is a file or a folder
  /// and leads to nothing of the guest, where something else is asked for.
  func withListsAsHostFiles(_ guest: GuestSide) -> Invocation {
    let topology = guest.topology
    let saved = guests.isEmpty ? [] : guest.guests
    let isList = operands.map { word -> Bool in
      if word == "-" { return true }
      guard !word.hasSuffix(ignoringCase: ".vmdk"), let kind = try? FileStatus(ofPath: word).kind,
        kind != .blockDevice, kind != .characterDevice
      else { return false }
      return TraceSearch(for: TraceSearch.target(word), in: topology, savedGuests: saved).found
        .isEmpty
    }
    guard isList.contains(true), isList.contains(false) else { return self }
    var sorted = self
    sorted.operands = zip(operands, isList).filter { !$1 }.map(\.0)
    sorted.hostFiles += zip(operands, isList).filter { $1 }.map(\.0)
    return sorted
  }
}

/// The words of a command line that should be host files, but are none.
struct MistakenOperands {
  private let names: [ByteString]

  /// Whether they are all that was given: then there is nothing to compare the guest with.
  let areAll: Bool

  init(of invocation: Invocation) {
    names = invocation.hostFileNames.filter { $0 != "-" && !FileStatus.mayBeOfHostFile($0) }
    areAll = !names.isEmpty && names.count == invocation.hostFileNames.count
  }

  /// What may have been meant by them.
  var hints: [String] {
    let things = names.filter { TraceSearch.target($0).isSpelledAsThing }.map(\.lossyText)
    guard let first = things.first else { return [] }
    return [
      things.count == 1
        ? "to see which VMDK is behind \(first), run nmemid trace \(first)"
        : "to see which VMDKs are behind \(things.listed), give them to nmemid trace"
    ]
  }
}

extension FileStatus {
  /// Whether there is a file, a folder or a pipe at a path, or that is not known.
  fileprivate static func mayBeOfHostFile(_ path: ByteString) -> Bool {
    do throws(Errno) {
      let kind = try FileStatus(ofPath: path).kind
      return kind != .blockDevice && kind != .characterDevice
    } catch {
      return !error.saysThatNothingIsThere
    }
  }
}

extension Errno {
  fileprivate var saysThatNothingIsThere: Bool {
    [.noEntry, .notAFolder, .nameTooLong].contains(self)
  }
}

extension ByteString {
  /// Whether the last name of a path has an ending, as lists have most often.
  var hasEnding: Bool {
    bytes.split(separator: UInt8(ascii: "/")).last?.contains(UInt8(ascii: ".")) ?? false
  }
}
