# Makes a document in SPDX 2.3 of the lines that spdx.sh has listed.

def id(words): "SPDXRef-" + (words | join("-") | gsub("[^A-Za-z0-9.-]+"; "-"));
def relation(from; type; to): {spdxElementId: from, relationshipType: type, relatedSpdxElement: to};
def sha256: {algorithm: "SHA256", checksumValue: .};

split("\n") | map(select(. != "") | split("\t")) as $lines
| def lines(kind): $lines[] | select(.[0] == kind);

  # A package of this release.
  def package: . as [$kind, $name, $sum]
    | {
        SPDXID: id([$name]), name: "nmemid", versionInfo: $version, packageFileName: $name,
        downloadLocation: "NOASSERTION", filesAnalyzed: true, checksums: [$sum | sha256],
        packageVerificationCode: {packageVerificationCodeValue: (lines("verify") | select(.[1] == $name) | .[2])},
        licenseConcluded: "Apache-2.0", licenseDeclared: "Apache-2.0", copyrightText: "2026 the authors of nmemid"
      };

  # What the binary is linked with.
  def library($version; $license):
    {
      SPDXID: id(["Library", .]), name: ., downloadLocation: "NOASSERTION", filesAnalyzed: false,
      licenseConcluded: $license, licenseDeclared: $license, copyrightText: "NOASSERTION"
    } + if $version then {versionInfo: $version} else {} end;

  def file: . as [$kind, $package, $name, $sha1, $sha256]
    | {
        SPDXID: id([$package, $name]), fileName: "./\($name)",
        checksums: [{algorithm: "SHA1", checksumValue: $sha1}, ($sha256 | sha256)],
        licenseConcluded: "NOASSERTION", copyrightText: "NOASSERTION"
      };

  [lines("file") | select(.[2] | endswith("bin/nmemid")) | id([.[1], .[2]])] as $binaries
| {
    spdxVersion: "SPDX-2.3", dataLicense: "CC0-1.0", SPDXID: "SPDXRef-DOCUMENT", name: "nmemid-\($version)",
    documentNamespace: "https://spdx.org/spdxdocs/nmemid-\($version)-\($content)",
    creationInfo: {created: $created, creators: ["Organization: the authors of nmemid", "Tool: nmemid-spdx.sh-\($version)"]},
    packages: [
      (lines("package") | package),
      (lines("linked-in") | . as [$kind, $name, $version, $license] | $name | library($version; $license)),
      (lines("needed") | .[1] | library(null; "NOASSERTION"))
    ],
    files: [lines("file") | file],
    relationships: [
      (lines("package") | relation("SPDXRef-DOCUMENT"; "DESCRIBES"; id([.[1]]))),
      (lines("file") | relation(id([.[1]]); "CONTAINS"; id([.[1], .[2]]))),
      (lines("linked-in") | relation($binaries[]; "STATIC_LINK"; id(["Library", .[1]]))),
      (lines("needed") | relation($binaries[]; "DYNAMIC_LINK"; id(["Library", .[1]])))
    ]
  }
