/// A time in UTC, to the second, as RFC 3339 writes it: `2026-01-01T00:00:00Z`.
public struct Moment: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Seconds since the start of 1970, without leap seconds.
  public var seconds: Int64

  /// The text that it was read from.
  public var description: String

  /// Reads a text; nil if it has another form, or is not a valid time.
  public init?(_ text: String) {
    let form = "dddd-dd-ddTdd:dd:ddZ"
    guard text.utf8.count == form.utf8.count,
      zip(text, form).allSatisfy({ $1 == "d" ? $0.isASCII && $0.isNumber : $0 == $1 })
    else { return nil }
    let numbers = text.split { !$0.isNumber }.compactMap { Int64($0) }
    let (year, month, day) = (numbers[0], numbers[1], numbers[2])
    guard (1...12).contains(month), (1...Self.days(ofMonth: month, year)).contains(day),
      numbers[3] < 24, numbers[4] < 60,
      numbers[5] <= 60
    else { return nil }
    // Years that begin in March: the day that some have and others have not is the last of them.
    let shifted = month > 2 ? year : year - 1
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let days = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    seconds = ((days * 24 + numbers[3]) * 60 + numbers[4]) * 60 + numbers[5]
    description = text
  }

  private static func days(ofMonth month: Int64, _ year: Int64) -> Int64 {
    guard month == 2 else { return [4, 6, 9, 11].contains(month) ? 30 : 31 }
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
  }

  public static func < (lhs: Moment, rhs: Moment) -> Bool { lhs.seconds < rhs.seconds }
}
