public import NmemModel

extension ByteString: @retroactive CustomDebugStringConvertible {
  /// The text, and not the numbers of its bytes: what fails is printed.
  public var debugDescription: String { lossyText.debugDescription }
}
