// swift-tools-version: 6.2

import PackageDescription

/// What the tool's own targets are held to.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ImmutableWeakCaptures"),
  .treatAllWarnings(as: .error),
]

// A package of its own, so that whoever builds or tests nmemid builds nothing of this. fuzz.sh builds
// it, and with it the modules it depends on, under the sanitizers.
let package = Package(
  name: "nmemid-fuzz",
  dependencies: [.package(name: "nmemid", path: "..")],
  targets: [
    // What libFuzzer has to be called with; the library is linked by -sanitize=fuzzer.
    .systemLibrary(name: "CLibFuzzer"),

    // One program that fuzzes any of the readers.
    .executableTarget(
      name: "nmemid-fuzz",
      dependencies: ["CLibFuzzer", .product(name: "FileFormats", package: "nmemid")],
      swiftSettings: strict),
  ]
)
