import NmemModel

/// Puts together what one or several lists in a file say, guest by guest.
struct GuestAssembly {
  private var listings: [String?: GuestListing] = [:]

  /// The names of the guests in the order in which they were found.
  private var names: [String?] = []

  /// What is known of a guest; nil is the name of the one that a list does not name.
  subscript(guest: String?) -> GuestListing {
    get { listings[guest] ?? GuestListing() }
    _modify {
      if listings[guest] == nil { names.append(guest) }
      yield &listings[guest, default: GuestListing()]
    }
  }

  /// The guests of which something is known, in the order in which they were found.
  var guests: [Guest] {
    names.map { Guest(name: $0, machine: self[$0].machine, buses: self[$0].buses) }
      .filter { !$0.buses.isEmpty }
  }
}
