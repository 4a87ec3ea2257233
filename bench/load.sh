#!/usr/bin/env bash
# bin/bench --load [--scale N] : the program over sockets, both desks in one database, on SQLite and on a private PostgreSQL
# with fsync. Start, memory, bytes on the wire; pages a second over 32 kept connections of somebody signed in (wrk), without
# compression; sixteen writers beside bare SQL. Several programs share the cores here, wrk and PostgreSQL among them.
set -euo pipefail
folder=$1 scale=$2 postgres=$3
work=$(mktemp -d "${TMPDIR:-/tmp}/recours-bench-load.XXXXXX")
server=
cleanup() { [ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$work"; }
trap cleanup EXIT
export RECOURS_FILES=$work/files
mkdir -p "$RECOURS_FILES"
seconds=${RECOURS_BENCH_SECONDS:-10}

memory() { awk -v what="$1:" '$1 == what { printf "%.0f MB", $2 / 1024 }' "/proc/$server/status"; }
answer() { curl -s -o /dev/null -w '%{http_code}' "$@"; }

start() { # serves $RECOURS_DATABASE; tells how long the first answer took
  local before; before=$(date +%s%N)
  "$folder/recours" serve --listen 127.0.0.1:0 --no-jobs >"$work/said" 2>"$work/log" &
  server=$!
  base=
  until [ -n "$base" ] && [ "$(answer "$base/sign-in")" = 200 ]; do
    kill -0 "$server" || { cat "$work/log" >&2; exit 1; }
    base=$(grep -oE 'http://127\.0\.0\.1:[0-9]+' "$work/said" | head -n 1) || true
    sleep 0.005
  done
  printf '  start to first answer %s ms, memory idle %s\n' $((($(date +%s%N) - before) / 1000000)) "$(memory VmRSS)"
}
stop() { kill "$server"; wait "$server" 2>/dev/null || true; server=; }

header() { # PATH : how this person proves who she is, by page or by API
  case $1 in /api/*) echo "Authorization: Bearer $token" ;; *) echo "Cookie: recours=$session" ;; esac
}
be() { read -r _ session token < <(grep "^$1 " "$work/people"); }

cpu() { awk '{ print ($14 + $15) / 100 }' "/proc/$server/stat"; }

rate() { # WHO PATH
  be "$1"
  local code; code=$(answer -H "$(header "$2")" "$base$2")
  [ "$code" = 200 ] || { echo "$2: $code" >&2; exit 1; }
  local before; before=$(cpu)
  wrk -t 1 -c 32 -d "$seconds" --latency -H "$(header "$2")" "$base$2" >"$work/wrk"
  awk -v path="$2" -v cpu="$(cpu)" -v before="$before" '$1 == "50%" { half = $2 } $1 == "99%" { last = $2 }
    $1 == "Requests/sec:" { rate = $2 } $2 == "requests" { all = $1 }
    /Non-2xx/ { bad = " (" $0 ")" } /Socket errors/ { bad = bad " (" $0 ")" }
    END { printf "  %-44s %6.0f/s   p50 %8s   p99 %8s   %5.0f us CPU each%s\n", path, rate, half, last,
          (cpu - before) / all * 1e6, bad }' "$work/wrk"
}

bytes() { # WHO PATH : of a first visit with all the page names, and of the next page
  be "$1"
  curl -s --compressed -H "$(header "$2")" "$base$2" >"$work/page"
  local page total=0 requests=1 one
  page=$(curl -s -H 'Accept-Encoding: br, gzip' -o /dev/null -w '%{size_download}' -H "$(header "$2")" "$base$2")
  total=$page
  for asset in $(grep -oE '(href|src)="/[^"#?]+\.(css|js|woff2|svg)' "$work/page" | cut -d'"' -f2 | sort -u); do
    one=$(curl -s -H 'Accept-Encoding: br, gzip' -o /dev/null -w '%{size_download}' "$base$asset")
    total=$((total + one)) requests=$((requests + 1))
  done
  printf '  first visit of %s: %d KiB in %d requests; the next page %d KiB\n' "$2" $((total / 1024)) "$requests" $((page / 1024))
}

measure() { # ENGINE
  echo "$1"
  "$folder/bench" --people "$RECOURS_DATABASE" >"$work/people"
  start
  for path in /claims "/api/v1/claims?limit=50"; do rate staff "$path"; done
  rate reseller "/claims/new/lines?period=6m"
  rate reseller "/api/v1/invoices?period=6m&limit=50"
  for path in /complaints "/api/v1/complaints?limit=50" "/complaints?q=cotisation"; do rate compliance "$path"; done
  bytes compliance /complaints
  printf '  memory under load %s, at most %s\n' "$(memory VmRSS)" "$(memory VmHWM)"
  stop
  "$folder/bench" --writers "$RECOURS_DATABASE"
}

export RECOURS_DATABASE=sqlite:$work/load.db
"$folder/bench" --fill "$RECOURS_DATABASE" "$scale"
"$folder/recours" backup "$work/filled" >/dev/null
measure SQLite
rm -f "$work"/load.db*
if [ -n "$postgres" ]; then
  psql -q "$postgres" -c 'CREATE DATABASE recours_load'
  export RECOURS_DATABASE=${postgres/\/postgres\?//recours_load\?}
  "$folder/recours" restore "$work/filled" >/dev/null
  measure PostgreSQL
  psql -q "$postgres" -c 'DROP DATABASE recours_load'
fi
