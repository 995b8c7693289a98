import NmemModel

/// Offers each line of a host file to the forms, without its decoration, and each part of a JSON document to the
/// reader of objects.
struct HostLines: TextReader {
  var catalog: Catalog

  private let file: ByteString
  private var forms: HostForms
  private var objects = ObjectForm()
  private var isAtStart = true
  /// Whether there is nothing above the line, or a blank one.
  private var isBehindBlank = true
  /// The lines with a path in them.
  private var pathLines = RecentLines()
  /// Whether the line above ends within a path.
  private var isPathOpen = false
  private(set) var isScript = false
  private var hasBinaryLines = false

  /// Whether nothing but blanks was read.
  private(set) var isEmpty = true

  init(file: ByteString, into catalog: consuming Catalog) {
    self.file = file
    self.catalog = catalog
    forms = HostForms(file: file)
  }

  /// Whether the file is a VMDK's descriptor and nothing else.
  var isDescriptor: Bool { forms.session.isDescriptor }

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
      // What has nothing but a terminal's sequences was not seen.
      if !text.withoutTerminalSequences(start..<next).isEmpty {
        let part = text.extracting(start..<next)
        offer(Line(part, number: line.number), of: part)
      }
      start = next + 1
    }
    let rest = text.extracting(start..<max(start, end))
    // A list that was appended to a file without a newline at its end.
    if let seam = CollectedForm.seam(in: rest) {
      if rest.count > 1, CollectedForm.isCutBegin(rest.extracting(0..<seam)) {
        catalog.note(.collectedEnd, line: line.number)
      }
      for part in [0..<seam, seam..<rest.count] {
        offer(Line(rest.extracting(part), number: line.number), of: rest.extracting(part))
      }
    } else {
      offer(Line(rest, number: line.number), of: rest)
    }
  }

  private mutating func offer(_ line: Line, of text: Span<UInt8>) {
    if let copy = Decoration.plainCopy(line, of: text) {
      offerDecorated(Line(copy.span, number: line.number), copy.span)
    } else {
      offerDecorated(line.moved(to: 0), text.extracting(line.range))
    }
  }

  /// Offers a line of plain characters, without its decoration.
  @inline(__always)
  private mutating func offerDecorated(_ line: Line, _ text: Span<UInt8>) {
    var line = line
    let all = text.trimmed(line.range)
    let range = Decoration.removed(from: line, of: text)
    if range != all {
      line.isItem = range.lowerBound > all.lowerBound && text[all.lowerBound] == UInt8(ascii: "-")
      // The marks of the decoration are not the line's.
      line.marks = Line(text.extracting(range), number: line.number).marks
    }
    line.range = range
    offerPlain(line, text)
  }

  /// Offers a line without decoration to the forms.
  @inline(__always)
  private mutating func offerPlain(_ line: Line, _ text: Span<UInt8>) {
    var line = line
    line.isParted = isBehindBlank
    line.isContinued = isPathOpen
    line.isBelowPath = pathLines.contains(line.number - 1)
    // The last one is the rest of what `head` prints above a file.
    if line.pathCount > 0 || line.hasGluedPath
      || line.isBelowPath && line.range.count == 3
        && text.hasText("<==", at: line.range.lowerBound)
    {
      pathLines.insert(line.number)
    }
    if objects.lastOrphan != nil {
      objects.unsettleOrphan(pathLines.contains(line.number), in: &catalog)
    }
    isBehindBlank = line.range.isEmpty
    isPathOpen =
      (line.pathCount == 0 || line.marks.contains(.separator)) && !line.range.isEmpty
      && (PathText.endsOpen(line, text)
        || isPathOpen && line.pathCount == 0 && PathText.mayGoOn(line, text))
    if !line.range.isEmpty { (isEmpty, isAtStart) = (false, false) }
    offer(line, text, behind: 0)
  }

  /// Offers a line to the forms after some of them.
  @inline(__always)
  private mutating func offer(_ line: Line, _ text: Span<UInt8>, behind passedOver: Int) {
    var offer = LineOffer(line, passedOver: passedOver)
    _ = forms.visit(&offer, text, &catalog)
    guard offer.isTaken && offer.isSure && offer.count == HostForms.count else {
      return goOn(offer, text)
    }
  }

  /// What follows once a form that is not the last one has taken a line, or has given lines back.
  private mutating func goOn(_ offer: LineOffer, _ text: Span<UInt8>) {
    offerAgain(offer.returned, behind: offer.count)
    if !offer.isTaken {
      self.offer(offer.line, text, behind: offer.count)
    } else if offer.isSure {
      end(.otherForm, behind: offer.count)
    }
  }

  /// Offers lines that a form has given back to those after it.
  private mutating func offerAgain(_ lines: [(text: [UInt8], number: Int)], behind count: Int) {
    for (bytes, number) in lines {
      var line = Line(bytes.span, number: number)
      line.isBelowPath = pathLines.contains(number - 1)
      offer(line, bytes.span, behind: count)
    }
  }

  /// Ends what is open in the forms after some of them.
  private mutating func end(_ ending: Ending, behind passedOver: Int = 0) {
    var passedOver = passedOver
    while passedOver < HostForms.count {
      var visitor = FormEnding(ending, passedOver: passedOver)
      let nothing: [UInt8] = []
      guard forms.visit(&visitor, nothing.span, &catalog) else { return }
      offerAgain(visitor.returned, behind: visitor.count)
      passedOver = visitor.count
    }
  }

  /// A line with NULs in it. One problem is for all.
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

  mutating func finish() { end(.file) }

  // JSON

  mutating func skipClosingBrackets() {}

  mutating func beginDocument(line: Int) {
    (isEmpty, isAtStart) = (false, false)
    end(.otherForm)
    objects.isBelowPath = pathLines.contains(line - 1)
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
    case .null:
      if let key { objects.add(key: key, text.extracting(0..<0), line: line, into: &catalog) }
    case .string, .number:
      guard let key else { return objects.sayElement(text, line, into: &catalog) }
      objects.add(key: key, text, line: line, into: &catalog)
    }
  }

  mutating func end(_ container: JSONContainer, line: Int) {
    if container == .object { objects.end(into: &catalog) }
  }

  mutating func endDocument(line: Int, failure: String?) {
    objects.endAll(isBroken: failure != nil, into: &catalog)
    guard let failure else { return }
    // A path may stand where it goes wrong.
    pathLines.insert(line)
    catalog.note(.brokenJSON, line: line, excerpt: Array(failure.utf8).span)
  }
}

/// Which of the last 64 lines have something.
private struct RecentLines {
  private var bits: UInt64 = 0
  private var last = 0

  @inline(__always)
  func contains(_ number: Int) -> Bool {
    let age = last - number
    return age >= 0 && age < 64 && bits >> UInt64(age) & 1 != 0
  }

  @inline(__always)
  mutating func insert(_ number: Int) {
    if number > last {
      bits = number - last < 64 ? bits << UInt64(number - last) : 0
      last = number
    }
    if last - number < 64 { bits |= 1 << UInt64(last - number) }
  }
}
