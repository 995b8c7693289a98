import NmemModel

/// All forms of lines, in the order in which a line is offered; the last one takes whatever is left.
///
/// As properties, and not in an array: a million lines are offered, and what is known when it is compiled takes a
/// third of the time.
struct HostForms {
  var collected = CollectedForm()
  var table = TableForm()
  var machine = VMXForm()
  var vim = VimForm()
  var properties = PropertyForm()
  var session: SessionForm

  /// How many they are.
  static let count = 6

  init(file: ByteString) {
    session = SessionForm(file: file)
  }

  /// Shows each form to a visitor, until it has seen enough.
  @inline(__always)
  mutating func visit(
    _ visitor: inout some FormVisitor, _ text: Span<UInt8>, _ catalog: inout Catalog
  ) -> Bool {
    visitor.visit(&collected, text, &catalog)
      || visitor.visit(&table, text, &catalog)
      || visitor.visit(&machine, text, &catalog)
      || visitor.visit(&vim, text, &catalog)
      || visitor.visit(&properties, text, &catalog)
      || visitor.visit(&session, text, &catalog)
  }
}

/// What is done with each form in its turn.
protocol FormVisitor {
  /// Visits a form. Returns whether it was the last one.
  mutating func visit(
    _ form: inout some HostForm, _ text: Span<UInt8>, _ catalog: inout Catalog
  ) -> Bool
}

/// Offers a line to the forms after one of them, until one takes it.
struct LineOffer: FormVisitor {
  var line: Line
  /// How many forms at the front are passed over.
  var passedOver = 0

  /// How many forms were visited.
  private(set) var count = 0
  /// Lines that the form visited last has given back.
  private(set) var returned: [(text: [UInt8], number: Int)] = []
  /// Whether a form has taken the line, and whether for certain.
  private(set) var isTaken = false
  private(set) var isSure = false

  init(_ line: Line, passedOver: Int = 0) {
    self.line = line
    self.passedOver = passedOver
  }

  @inline(__always)
  mutating func visit(
    _ form: inout some HostForm, _ text: Span<UInt8>, _ catalog: inout Catalog
  ) -> Bool {
    count &+= 1
    let isOpen = form.isOpen
    guard count > passedOver,
      isOpen || form.wants.isEmpty || !line.marks.isDisjoint(with: form.wants)
    else { return false }
    isTaken = form.read(line, of: text, into: &catalog)
    if isTaken { isSure = form.isSure }
    if isOpen { returned = form.takeBack() }
    return isTaken || !returned.isEmpty
  }
}

/// Ends what is open in the forms after one of them, up to the first that gives lines back.
struct FormEnding: FormVisitor {
  var ending: Ending
  var passedOver: Int
  private(set) var count = 0
  private(set) var returned: [(text: [UInt8], number: Int)] = []

  init(_ ending: Ending, passedOver: Int = 0) {
    self.ending = ending
    self.passedOver = passedOver
  }

  mutating func visit(
    _ form: inout some HostForm, _ text: Span<UInt8>, _ catalog: inout Catalog
  ) -> Bool {
    count += 1
    guard count > passedOver, form.isOpen else { return false }
    form.end(ending, into: &catalog)
    returned = form.takeBack()
    return !returned.isEmpty
  }
}
