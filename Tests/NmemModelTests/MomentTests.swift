import NmemModel
import Testing

struct MomentTests {
  @Test(
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59Z", -1),
      ("2000-02-29T00:00:00Z", 951_782_400),
      ("2000-03-01T00:00:00Z", 951_868_800), ("2026-01-01T00:00:00Z", 1_767_225_600),
      ("2100-03-01T00:00:00Z", 4_107_542_400),
    ] as [(String, Int64)])
  func aTimeIsRead(_ text: String, _ seconds: Int64) {
    #expect(Moment(text)?.seconds == seconds)
    #expect(Moment(text)?.description == text)
  }

  @Test(arguments: [
    "", "2026-01-01", "2026-01-01T00:00:00", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
    "2026-01-32T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01 00:00:00Z",
    "2026-01-01T00:00:00+", "x026-01-01T00:00:00Z", "٢026-01-01T00:00:00Z",
  ])
  func whatIsNoTimeIsNotRead(_ text: String) {
    #expect(Moment(text) == nil)
  }
}
