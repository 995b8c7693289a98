import Foundation
import NmemModel
import Testing

@testable import LinuxSystem

@Suite struct FileReplacementTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "nmemid-\(UUID().uuidString)")

  private func replace(_ path: ByteString, _ text: String) -> String? {
    do throws(ReplacementError) {
      try replaceFile(path, with: Array(text.utf8).span)
      return nil
    } catch {
      return error.description
    }
  }

  @Test func savesAtOnceNeitherMixNorLoseAState() async throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = ByteString(folder.appending(path: "expected.json").path)
    let texts = (0..<6).map { String(repeating: "\($0)", count: 300_000) }
    await withTaskGroup(of: String?.self) { group in
      for text in texts { group.addTask { self.replace(path, text) } }
      for await failure in group { #expect(failure == nil) }
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(names == ["expected.json", "expected.json~"])
    let kept = try names.map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }
    #expect(kept.allSatisfy(texts.contains) && kept[0] != kept[1])
  }

  @Test func aHashIsThatOfTheStandard() {
    func text(_ text: String) -> String {
      SHA256.hash(Array(text.utf8)).map { hexDigits($0) }.joined()
    }
    #expect(text("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(text("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      text("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
        == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    let long = String(repeating: "a", count: 1_000)
    #expect(text(long) == "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3")
  }
}
