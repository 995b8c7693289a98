import NmemModel

/// Offers each line of a host file to the forms, without its decoration, and each part of a JSON document to the
/// reader of objects.
struct HostLines: TextReader {
  var catalog: Catalog

  private let file: ByteString
  /// The forms in the order in which a line is offered, the one that takes whatever is left last.
  private var forms: [any HostForm]
  /// What each of them wants, beside them: most lines concern one form alone.
  private let wants: [Marks]
  private var objects = ObjectForm()
  private var isAtStart = true
  /// Whether nothing stands above the line, or a blank one.
  private var isBehindBlank = true
  private(set) var isScript = false
  private var hasBinaryLines = false

  /// Whether nothing but blanks was read.
  private(set) var isEmpty = true

  init(file: ByteString, into catalog: Catalog) {
    self.file = file
    self.catalog = catalog
    forms = Self.forms(file)
    wants = forms.map(\.wants)
  }

  /// All forms of lines. To add one, add a line here.
  private static func forms(_ file: ByteString) -> [any HostForm] {
    [
      CollectedForm(),
      TableForm(),
      VMXForm(),
      VimForm(),
      PropertyForm(),
      SessionForm(file: file),
    ]
  }

  /// Whether the file is a VMDK's descriptor and nothing else.
  var isDescriptor: Bool { (forms.last as? SessionForm)?.isDescriptor ?? false }

  /// Whether there is JSON about the DIMMs of a guest.
  var hasDIMMs: Bool { objects.hasDIMMs }

  mutating func read(_ line: Line, of text: Span<UInt8>) {
    if isScript { return }
    guard line.marks.isDisjoint(with: [.nul, .carriageReturn, .hash]) else {
      return readWithCare(line, text)
    }
    offer(line, of: text)
  }

  /// Reads a line that may be several, or none.
  private mutating func readWithCare(_ line: Line, _ text: Span<UInt8>) {
    if line.marks.contains(.nul) { return skipBinaryLine(line.number) }
    if isAtStart, text.hasText("#!", at: line.range.lowerBound),
      text.firstRange(of: "vmware", in: line.range) == nil
    {
      // As of `nmemid collect`, and not what it prints. A VMX may start like one.
      isScript = true
      return
    }
    // A terminal goes back to the start of the line with a CR, and writes over it.
    var start = line.range.lowerBound
    let end = text.trimming(line.range, while: { $0 == 0x0D }).upperBound
    while let next = text.firstIndex(of: 0x0D, in: start..<max(start, end)) {
      offer(Line(text.extracting(start..<next), number: line.number), of: text.extracting(start..<next))
      start = next + 1
    }
    let rest = text.extracting(start..<max(start, end))
    // A list that was appended to a file without a newline at its end.
    if let begin = rest.firstRange(of: CollectedForm.begin, in: min(1, rest.count)..<rest.count),
      rest[0] != UInt8(ascii: "+")
    {
      if rest.count > 1, CollectedForm.isCutBegin(rest.extracting(0..<begin.lowerBound)) {
        catalog.note(.collectedEnd, line: line.number)
      }
      for part in [0..<begin.lowerBound, begin.lowerBound..<rest.count] {
        offer(Line(rest.extracting(part), number: line.number), of: rest.extracting(part))
      }
    } else {
      offer(Line(rest, number: line.number), of: rest)
    }
  }

  /// Offers a line to the forms.
  private mutating func offer(_ line: Line, of text: Span<UInt8>) {
    let text = text.extracting(line.range)
    var line = line.moved(to: 0)
    switch Decoration.removed(from: line, of: text) {
    case .part(let range):
      line.range = range
      offer(line, text, behind: -1)
    case .copy(let bytes):
      offer(Line(bytes.span, number: line.number), bytes.span, behind: -1)
    }
  }

  /// Offers a line without decoration to the forms behind one of them.
  private mutating func offer(_ line: Line, _ text: Span<UInt8>, behind first: Int) {
    var line = line
    if first < 0 {
      line.isParted = isBehindBlank
      isBehindBlank = line.range.isEmpty
    }
    if !line.range.isEmpty { (isEmpty, isAtStart) = (false, false) }
    for index in first + 1..<forms.count {
      if line.marks.isDisjoint(with: wants[index]), !wants[index].isEmpty, !forms[index].isOpen {
        continue
      }
      let isTaken = forms[index].read(line, of: text, into: &catalog)
      takeBack(index)
      if isTaken {
        guard forms[index].isSure else { return }
        for other in index + 1..<forms.count where forms[other].isOpen {
          forms[other].end(.otherForm, into: &catalog)
          takeBack(other)
        }
        return
      }
    }
  }

  /// Offers what a form gives back to those behind it.
  private mutating func takeBack(_ index: Int) {
    for (bytes, number) in forms[index].takeBack() {
      offer(Line(bytes.span, number: number), bytes.span, behind: index)
    }
  }

  private mutating func end(_ ending: Ending) {
    for index in forms.indices {
      forms[index].end(ending, into: &catalog)
      takeBack(index)
    }
  }

  /// A line with NULs in it. One problem tells of all.
  private mutating func skipBinaryLine(_ number: Int) {
    end(.unreadable)
    isEmpty = false
    guard !hasBinaryLines else { return }
    hasBinaryLines = true
    catalog.note(.binaryLine, line: number)
  }

  mutating func skipTooLongLine(number: Int) {
    end(.unreadable)
    isEmpty = false
    // It may name the very VMDK that matters.
    catalog.note(.tooLong, line: number, number: Line.longest)
  }

  /// Ends the file.
  mutating func finish() { end(.file) }

  // JSON

  mutating func beginDocument(line: Int) {
    (isEmpty, isAtStart) = (false, false)
    end(.otherForm)
  }

  mutating func begin(_ container: JSONContainer, key: Span<UInt8>?, line: Int) {
    if container == .object {
      objects.begin(key: key, line: line, into: &catalog)
    } else if let key {
      objects.sayElement(key, line, into: &catalog)
    }
  }

  mutating func scalar(_ kind: JSONKind, _ text: Span<UInt8>, key: Span<UInt8>?, line: Int) {
    switch kind {
    case .true, .false, .tooLong: break
    case .null: if let key { objects.add(key: key, text.extracting(0..<0), line: line, into: &catalog) }
    case .string, .number:
      if let key {
        objects.add(key: key, text, line: line, into: &catalog)
      } else {
        objects.sayElement(text, line, into: &catalog)
      }
    }
  }

  mutating func end(_ container: JSONContainer, line: Int) {
    if container == .object { objects.end(into: &catalog) }
  }

  mutating func endDocument(line: Int, failure: String?) {
    objects.endAll(into: &catalog)
    guard let failure else { return }
    catalog.note(.brokenJSON, line: line, excerpt: Array(failure.utf8).span)
  }
}
