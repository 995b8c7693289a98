import NmemModel

/// One of the forms that a host list may have. To add one: a type that conforms, in a file of its own, and three lines
/// in ``HostForms``.
///
/// Each line is offered to the forms in that order, without its decoration, until one takes it. A form that
/// takes a line says in the catalog what it is sure of; what depends on lines to come it keeps until it is. It
/// never touches what another form has said.
protocol HostForm {
  /// A line with none of these marks is not offered, as long as nothing is open.
  var wants: Marks { get }

  /// Whether lines are being read that belong together, so each is offered.
  var isOpen: Bool { get }

  /// Whether the lines that were taken are surely its own, so what other forms have open is over.
  var isSure: Bool { get }

  /// Reads a line, a part of a text. Returns whether it takes it.
  mutating func read(_ line: Line, of text: Span<UInt8>, into catalog: inout Catalog) -> Bool

  /// Ends what is open: another form has taken the line, or the file is over.
  mutating func end(_ ending: Ending, into catalog: inout Catalog)

  /// Lines that the form took and that turned out not to be its own, each with its number. They are offered
  /// to the forms after it.
  mutating func takeBack() -> [(text: [UInt8], number: Int)]
}

extension HostForm {
  var isSure: Bool { true }

  mutating func takeBack() -> [(text: [UInt8], number: Int)] { [] }
}

/// Why lines that belong together are over.
enum Ending {
  /// A line of another form.
  case otherForm
  /// A line, or more, that could not be read.
  case unreadable
  case file
}
