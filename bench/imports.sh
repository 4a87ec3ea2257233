#!/usr/bin/env bash
# bin/bench --imports [LINES] : a CSV of invoices (ten lines each) read by `recours import`, beside the bulk load of the
# very same rows by the database's own client, on SQLite and on a private PostgreSQL with fsync. The bulk load writes the
# four tables of sales, their indexes and foreign keys; the import writes the journal too, checks every row and reads the
# file twice.
set -euo pipefail
program=$1 lines=$2 postgres=$3
work=$(mktemp -d "${TMPDIR:-/tmp}/recours-bench-imports.XXXXXX")
trap 'rm -rf "$work"' EXIT
export PGOPTIONS="-c client_min_messages=warning"
tables="manufacturer delivery_note invoice invoice_line"

accounts() {
  echo "customer_no;name"
  seq 1 200 | awk '{ printf "C%05d;Revendeur %d\n", $1, $1 }'
}
invoices() {
  echo "customer_no;invoice_no;invoice_date;type;currency;line_no;kind;article_no;manufacturer_part_no;gtin;manufacturer;description;quantity;unit_price;vat_rate;order_no;delivery_note_no;serials"
  seq 0 $(($1 - 1)) | awk '{
    n = int($1 / 10); l = $1 % 10 + 1; a = ($1 * 7919) % 5000
    printf "C%05d;F%09d;2026-%02d-%02d;380;EUR;%d;goods;A%05d;PX-%05d;;Fabricant %d;Article %d du catalogue général, conditionné par lot;%d;%d.50;20;B%09d;L%09d;\n",
      n % 200 + 1, n, n % 9 + 1, n % 28 + 1, l * 10, a, a, a % 50, a, $1 % 5 + 1, $1 % 90 + 10, n, n
  }'
}
seconds() { # wall seconds, CPU seconds and most memory (MB) of a command, its own output thrown away
  /usr/bin/time -f '%e %U %S %M' -o "$work/time" "$@" >"$work/out" 2>&1 || { cat "$work/out" >&2; exit 1; }
  awk '{ printf "%.1f %.1f %.0f\n", $1, $2 + $3, $4 / 1024 }' "$work/time"
}
fresh() { RECOURS_DATABASE=$1 "$program" migrate >/dev/null && RECOURS_DATABASE=$1 "$program" import accounts "$work/accounts.csv" >/dev/null; }
tell() { # ENGINE, "wall cpu memory" of the import, "wall cpu memory" of the bulk load
  read -r wall cpu memory <<<"$2"; read -r bulk bulk_cpu _ <<<"$3"
  awk -v e="$1" -v w="$wall" -v c="$cpu" -v m="$memory" -v b="$bulk" -v bc="$bulk_cpu" 'BEGIN {
    printf "%-12s import %6.1f s (%5.1f s CPU, %3d MB)   bulk load %6.1f s (%5.1f s CPU)   %.2f x\n", e, w, c, m, b, bc, w / b }'
}

accounts >"$work/accounts.csv"
invoices "$lines" >"$work/invoices.csv"
echo "$lines lines CSV, $(du -m "$work/invoices.csv" | cut -f1) MB"

sqlite() {
  fresh "sqlite:$work/import.db"
  local imported bulk
  imported=$(RECOURS_DATABASE=sqlite:$work/import.db seconds "$program" import invoices "$work/invoices.csv")
  for table in $tables; do sqlite3 -csv "$work/import.db" "SELECT * FROM $table" >"$work/$table.csv"; done
  fresh "sqlite:$work/bulk.db"
  { echo "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
    echo ".mode csv"
    for table in $tables; do echo ".import $work/$table.csv $table"; done
  } >"$work/load.sql"
  bulk=$(seconds sqlite3 "$work/bulk.db" ".read $work/load.sql")
  tell SQLite "$imported" "$bulk"
  rm -f "$work"/*.db*
}
on_postgres() {
  local base=${postgres/\/postgres\?//recours_bench\?} imported bulk
  psql -q "$postgres" -c 'DROP DATABASE IF EXISTS recours_bench' -c 'CREATE DATABASE recours_bench'
  fresh "$base"
  imported=$(RECOURS_DATABASE=$base seconds "$program" import invoices "$work/invoices.csv")
  for table in $tables; do psql -q "$base" -c "\\copy $table TO '$work/$table.csv' CSV"; done
  psql -q "$postgres" -c 'DROP DATABASE recours_bench' -c 'CREATE DATABASE recours_bench'
  fresh "$base"
  for table in $tables; do echo "\\copy $table FROM '$work/$table.csv' CSV"; done >"$work/load.psql"
  bulk=$(seconds psql -q "$base" -v ON_ERROR_STOP=1 -f "$work/load.psql")
  tell PostgreSQL "$imported" "$bulk"
  psql -q "$postgres" -c 'DROP DATABASE recours_bench'
}
sqlite
on_postgres
