// swift-tools-version: 6.2

import PackageDescription

/// What every Swift target is held to. Language mode 6 comes with the tools version.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ImmutableWeakCaptures"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "nmemid",
  products: [
    .executable(name: "nmemid", targets: ["nmemid"]),
    // For the package in Fuzz alone.
    .library(name: "FileFormats", targets: ["FileFormats", "NmemModel"]),
  ],
  targets: [
    // libndctl and libdaxctl, as C declares them.
    .systemLibrary(
      name: "CNdctl",
      pkgConfig: "libndctl libdaxctl",
      providers: [
        .apt(["libndctl-dev", "libdaxctl-dev"]),
        .yum(["ndctl-devel", "daxctl-devel"]),
      ]),

    // Both sides as plain values, and the rule that joins them. Imports nothing.
    .target(name: "NmemModel", swiftSettings: strict),

    // Linux: files, folders, sysfs, mounts, block devices. The only importer of the C library but Ndctl.
    .target(
      name: "LinuxSystem",
      dependencies: ["CArguments", "NmemModel"],
      swiftSettings: strict + [.strictMemorySafety()]),

    // The guest's NVDIMMs: the only importer of CNdctl, C pointers go no further.
    .target(
      name: "Ndctl",
      dependencies: ["CNdctl", "LinuxSystem", "NmemModel"],
      swiftSettings: strict + [.strictMemorySafety()]),

    // Files of either side: bytes in, values and problems out. Opens no file and prints nothing.
    .target(name: "FileFormats", dependencies: ["NmemModel"], swiftSettings: strict),

    // The words of the command line, without /proc.
    .target(name: "CArguments"),

    // The command line: arguments, files, columns, output.
    .target(
      name: "NmemidCLI",
      dependencies: ["FileFormats", "LinuxSystem", "Ndctl", "NmemModel"],
      // As bytes in the binary: one file is all there is to copy.
      resources: [.embedInCode("Collect/collect.sh"), .embedInCode("Collect/vsphere.py")],
      swiftSettings: strict),
    .executableTarget(
      name: "nmemid", dependencies: ["LinuxSystem", "NmemidCLI"], swiftSettings: strict),

    // For the tests alone.
    .target(name: "SeededRandom", path: "Tests/SeededRandom", swiftSettings: strict),

    .testTarget(
      name: "NmemModelTests", dependencies: ["NmemModel", "SeededRandom"], swiftSettings: strict),
    .testTarget(
      name: "LinuxSystemTests", dependencies: ["LinuxSystem", "NmemModel"], swiftSettings: strict),
    .testTarget(name: "NdctlTests", dependencies: ["Ndctl", "NmemModel"], swiftSettings: strict),
    .testTarget(
      name: "FileFormatsTests", dependencies: ["FileFormats", "NmemModel", "SeededRandom"],
      swiftSettings: strict),
    .testTarget(
      name: "NmemidTests",
      // The golden cases run the program itself.
      dependencies: [
        "nmemid", "FileFormats", "LinuxSystem", "Ndctl", "NmemModel", "NmemidCLI", "SeededRandom",
      ],
      swiftSettings: strict),
    // Datacentres that are made up, and what nmemid says of them; see `make simulate`.
    .testTarget(
      name: "SimulatorTests",
      dependencies: ["FileFormats", "NmemModel", "NmemidCLI", "SeededRandom"],
      exclude: ["README.md"], swiftSettings: strict),
  ]
)
