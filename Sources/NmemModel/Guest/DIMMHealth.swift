/// What a DIMM says about its own health (SMART). Every value is nil where the DIMM does not give it.
///
/// The corresponding C functions begin with `ndctl_cmd_smart_get_` and
/// `ndctl_cmd_smart_threshold_get_`.
public struct DIMMHealth: Equatable, Sendable {
  /// The DIMM's own verdict.
  public var state: State?

  /// The temperature of the memory, in degrees Celsius.
  public var temperature: Double?

  /// The temperature of the controller, in degrees Celsius.
  public var controllerTemperature: Double?

  /// How much of the spare blocks is left, in percent.
  public var spares: UInt32?

  /// Which of its alarms the DIMM has raised.
  public var alarms: Alarms<Bool>?

  /// At which value the DIMM raises an alarm; nil in it for an alarm that is switched off. Nil as a
  /// whole if the DIMM does not say.
  public var thresholds: Thresholds?

  /// How much of its life is used, in percent; more than 100 is possible.
  public var lifeUsed: UInt32?

  /// How the DIMM was last shut down.
  public var shutdown: Shutdown?

  /// How often the DIMM was shut down dirtily.
  public var shutdownCount: UInt32?

  /// A report in which nothing is said.
  public init() {}

  /// A DIMM's own verdict. The raw value is ndctl's word.
  public enum State: String, Sendable, CaseIterable {
    case ok
    case nonCritical = "non-critical"
    case critical
    case fatal
  }

  /// How a DIMM was shut down. The raw value is ndctl's word.
  public enum Shutdown: String, Sendable, CaseIterable {
    /// All was written back.
    case clean
    /// Data may be lost.
    case dirty
  }

  public struct Alarms<Value: Equatable & Sendable>: Equatable, Sendable {
    public var temperature: Value
    public var controllerTemperature: Value
    public var spares: Value

    public init(temperature: Value, controllerTemperature: Value, spares: Value) {
      self.temperature = temperature
      self.controllerTemperature = controllerTemperature
      self.spares = spares
    }
  }

  /// At which values a DIMM raises its alarms; nil for one that is switched off.
  public struct Thresholds: Equatable, Sendable {
    /// That of the memory's temperature, in degrees Celsius.
    public var temperature: Double?
    /// That of the controller's temperature, in degrees Celsius.
    public var controllerTemperature: Double?
    /// That of the spare blocks, in percent.
    public var spares: UInt32?

    public init() {}
  }
}

extension DIMM {
  /// What came of asking a DIMM for its health.
  public enum HealthReport: Equatable, Sendable {
    /// The DIMM has no method that reports its health.
    case unsupported
    /// The DIMM was not reached; why, in the C library's words.
    case unreadable(String)
    case told(DIMMHealth)
  }
}
