# Sourced by the commands of bin/: installs what is missing on Debian 12, Debian 13 or Ubuntu 24.04, as root or through
# sudo, and only then. Says what it does; running it again changes nothing.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
export CCACHE_DIR=${CCACHE_DIR:-${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/recours-ccache}
# Compiled once for every clone: paths below the project are told apart from the rest.
export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=pch_defines,time_macros

say() { printf '\033[1m▸ %s\033[0m\n' "$*" >&2; }
die() { printf '✗ %s\n' "$*" >&2; exit 1; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else
    die "Il faut être root, ou avoir sudo, pour installer : $*"
  fi
}

# Package names that differ between the systems this is written for.
system_packages() {
  . /etc/os-release
  case "${ID}-${VERSION_ID:-}" in
    debian-12) boost=1.81; postgresql=15 ;;
    debian-13) boost=1.83; postgresql=17 ;;
    ubuntu-24.04) boost=1.83; postgresql=16 ;;
    *) say "Système non essayé (${PRETTY_NAME:-inconnu}) : noms de paquets de Debian 13."; boost=1.83; postgresql=17 ;;
  esac
  # HEIC: in Debian 12 libheif decodes it by itself, later ones have a plug-in for it.
  [ "${ID}-${VERSION_ID:-}" = debian-12 ] && heic= || heic=libheif-plugin-libde265
  chromium=chromium
  build_packages="g++ cmake ninja-build ccache mold pkg-config libboost$boost-dev libboost-json$boost-dev
    libboost-url$boost-dev libboost-locale$boost-dev libsqlite3-dev libpq-dev libpugixml-dev libtomlplusplus-dev
    libcli11-dev libspdlog-dev libfmt-dev libhowardhinnant-date-dev libsodium-dev libgmime-3.0-dev
    libcurl4-openssl-dev libicu-dev zlib1g-dev libzint-dev libvips-dev libexiv2-dev libqpdf-dev libarchive-dev
    libgsf-1-dev
    libmagic-dev libseccomp-dev $heic libcmark-dev libxlsxwriter-dev libpango1.0-dev libcairo2-dev libssl-dev
    liboath-dev gettext
    tzdata ca-certificates"
  test_packages="libgtest-dev libgmock-dev faketime postgresql-$postgresql $chromium clang-format zbar-tools poppler-utils
    clamav-daemon openssl zstd"
  bench_packages="wrk postgresql-$postgresql sqlite3 curl time"  # of bin/bench --load and --imports
}

installed() { dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }

# install_packages NAME… : those that are not there yet.
install_packages() {
  local missing=()
  for package in "$@"; do installed "$package" || missing+=("$package"); done
  command -v npm >/dev/null || missing+=(nodejs npm)
  [ ${#missing[@]} = 0 ] && return
  say "Installation des paquets : ${missing[*]}"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# What the lock file names, once per lock file.
install_node_modules() {
  local mark=node_modules/.recours-lock
  cmp -s package-lock.json "$mark" && return
  say "Installation des paquets npm du fichier de verrouillage"
  npm ci --no-audit --no-fund --loglevel=error >&2
  cp package-lock.json "$mark"
}

# build PRESET [TARGET…]
build() {
  local preset=$1; shift
  say "Construction ($preset) — la première fois prend quelques minutes"
  [ -f "build/$preset/build.ninja" ] || cmake --preset "$preset" >/dev/null
  cmake --build "build/$preset" ${1:+--target "$@"}
}
