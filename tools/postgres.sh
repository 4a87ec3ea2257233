# Sourced by bin/test and bin/bench: a PostgreSQL of our own in a temporary folder, on a socket only, run by a user who is
# not root, gone when the script ends. With fsync where postgres_fsync=on says so.

as_database_user() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

start_private_postgres() {
  postgres_bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
  postgres_folder=$(mktemp -d "${TMPDIR:-/tmp}/recours-pg.XXXXXX")
  chmod 755 "$postgres_folder"
  [ "$(id -u)" != 0 ] || chown postgres "$postgres_folder"
  trap stop_private_postgres EXIT
  say "PostgreSQL privé dans $postgres_folder"
  (cd "$postgres_folder"
   as_database_user "$postgres_bin/initdb" -D data -U recours --auth=trust --locale=C.UTF-8 -E UTF8 >/dev/null
   as_database_user "$postgres_bin/pg_ctl" -D data -l log -w -s \
     -o "-k $postgres_folder -c listen_addresses='' -c max_connections=400 -c fsync=${postgres_fsync:-off}" start)
  export RECOURS_TEST_POSTGRES="postgresql://recours@/postgres?host=$postgres_folder"
}

stop_private_postgres() {
  (cd "$postgres_folder" && as_database_user "$postgres_bin/pg_ctl" -D data -m immediate -s stop) || true
  rm -rf "$postgres_folder"
}
