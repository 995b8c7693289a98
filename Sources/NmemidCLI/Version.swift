import Ndctl

/// The version of nmemid, as `--version` and JSON print it.
let nmemidVersion = "0.1.0"

/// What `--version` prints: the version, and the libndctl that this run has found.
var versionText: String {
  """
  nmemid \(nmemidVersion)
  libndctl \(loadedLibndctl() ?? "unknown: /proc is not mounted")

  """
}
