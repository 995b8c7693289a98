#!/bin/sh
# Makes the seeds that are made of other files. Part of fuzz.sh.
#   seeds.sh OUT
# OUT/seeds/READER are seeds like those in Seeds/READER, OUT/long/READER are long files.
set -eu

seeds=$1/seeds long=$1/long
cd "$(dirname "$0")"
rm -rf "$seeds" "$long"
mkdir -p "$seeds/folder" "$seeds/sparse" "$seeds/utf16"

# What each golden case gives nmemid to read, as one file.
for case in ../Tests/Cases/*/*/; do
  name=${case%/}
  (cd "$case" && find . -type f ! -name run ! -name bus ! -name status ! -name 'std*' \
    -exec tail -v -n +1 -- {} +) >"$seeds/folder/${name##*/}"
done
find "$seeds/folder" -empty -delete

# A descriptor in the place that a sparse disk has for it: sectors 1 to 20. Its first sector says so
# (VMware's Virtual Disk Format 5.0, "Hosted Sparse Extents").
for descriptor in Seeds/descriptor/*; do
  disk=$seeds/sparse/${descriptor##*/}
  {
    printf 'KDMV\1\0\0\0\3\0\0\0'
    # Its capacity, the size of a grain, where the descriptor is, and how long.
    printf '\0\200\0\0\0\0\0\0'
    printf '\200\0\0\0\0\0\0\0'
    printf '\1\0\0\0\0\0\0\0'
    printf '\24\0\0\0\0\0\0\0'
  } >"$disk"
  truncate -s 512 "$disk"
  cat "$descriptor" >>"$disk"
  truncate -s 10752 "$disk"
  # Everything is tried behind a header of the fuzzer's own, too.
  cp "$descriptor" "$disk-alone"
done

# What Windows saves, and its bytes swapped.
for text in Seeds/session/* Seeds/list/* Seeds/descriptor/* Seeds/csv/* Seeds/properties/* Seeds/decorated/*; do
  folder=${text%/*}
  name=${folder##*/}-${text##*/}
  { printf '\377\376' && iconv -f UTF-8 -t UTF-16LE "$text"; } >"$seeds/utf16/$name"
  { printf '\376\377' && iconv -f UTF-8 -t UTF-16BE "$text"; } >"$seeds/utf16/$name-swapped"
done

# What ndctl itself has printed.
for reader in json guest; do
  mkdir "$seeds/$reader"
  cp ../Tests/Buses/*.json "$seeds/$reader"
done

# What takes time or memory that grows with the square of the length is noticed only at length: each
# seed over and over, to a quarter of a megabyte and more.
for seed in Seeds/*/*; do
  file=$long/${seed#Seeds/}
  mkdir -p "${file%/*}"
  cp "$seed" "$file"
  while [ "$(wc -c <"$file")" -lt 262144 ]; do
    cat "$file" "$file" >"$long/twice"
    mv "$long/twice" "$file"
  done
done
