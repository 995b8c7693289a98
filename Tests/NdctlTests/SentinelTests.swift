import Testing

@testable import Ndctl

@Suite struct SentinelTests {
  @Test func theLargestNumberMeansNone() {
    #expect(number(UInt32.max) == nil && number(UInt16.max) == nil && number(UInt64.max) == nil)
    #expect(number(0 as UInt32) == 0 && number(UInt16.max - 1) == UInt16.max - 1)
  }

  @Test func aNegativeNumberMeansNone() {
    #expect(nonNegative(-2) == nil && nonNegative(0) == 0)
  }

  @Test func anEmptyStringAndANullPointerMeanNone() {
    #expect(text(nil) == nil && text("") == nil && text("pmem0") == "pmem0")
  }
}
