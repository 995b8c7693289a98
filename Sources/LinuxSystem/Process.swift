internal import CArguments
internal import Glibc
public import NmemModel

/// The words of the command line after the program's name, as bytes: a file's name need not be UTF-8.
public func commandLineWords() -> [ByteString] {
  (1..<max(1, nmemid_argument_count())).compactMap { index in
    unsafe nmemid_argument(index).map { unsafe ByteString(cString: $0) }
  }
}

/// A variable of the environment; nil if it is not set or empty.
public func environmentVariable(_ name: String) -> String? {
  unsafe getenv(name).map { unsafe String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
}

/// Makes a reader that goes away an error of writing, and not the end of the process.
public func ignoreBrokenPipes() {
  _ = signal(SIGPIPE, SIG_IGN)
}

public func endProcess(_ status: Int32) -> Never {
  exit(status)
}

/// The time since the machine was started, in milliseconds.
public func milliseconds() -> UInt64 {
  var time = timespec()
  unsafe clock_gettime(CLOCK_MONOTONIC, &time)
  return UInt64(time.tv_sec) * 1000 + UInt64(time.tv_nsec) / 1_000_000
}

/// The time now, in seconds since 1970.
public func secondsNow() -> Int64 { Int64(time(nil)) }

/// When this machine was started, in seconds since 1970, by its clock of today.
public func secondsAtStart() -> Int64 {
  var uptime = timespec()
  unsafe clock_gettime(CLOCK_BOOTTIME, &uptime)
  return secondsNow() - Int64(uptime.tv_sec)
}

/// Waits this many milliseconds, or less if a signal comes.
public func pause(milliseconds: UInt32) {
  usleep(milliseconds * 1000)
}
