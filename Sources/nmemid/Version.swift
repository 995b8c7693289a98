/// The version of nmemid, as `--version` and JSON print it.
let nmemidVersion = "0.1.0"
