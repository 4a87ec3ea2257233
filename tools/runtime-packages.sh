#!/usr/bin/env bash
# tools/runtime-packages.sh BINARY… : the Debian packages that a machine needs which only runs these programs, one a line. Asked
# of the build machine, because their names change with every release.
set -euo pipefail
for program in "$@"; do ldd "$program"; done | awk '$2 == "=>" && $3 ~ /^\// { print $3 }' | sort -u | while read -r library; do
  # Debian moved /lib into /usr/lib; dpkg knows a file under one of the two names.
  dpkg-query -S "$(readlink -f "$library")" 2>/dev/null || dpkg-query -S "$library" 2>/dev/null || dpkg-query -S "${library#/usr}"
done | cut -d: -f1 | sort -u
# Read while running: the type of files, fonts of letters, certificates of mail servers, time zones.
printf '%s\n' ca-certificates fontconfig fonts-dejavu-core libmagic-mgc tzdata
