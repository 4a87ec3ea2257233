# Sourced by bin/test and bin/bench: a PostgreSQL of our own in a temporary folder, on a socket only, run by a user who is
# not root, gone when the script ends.

start_private_postgres() {
  local bin folder user
  bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
  folder=$(mktemp -d "${TMPDIR:-/tmp}/recours-pg.XXXXXX")
  if [ "$(id -u)" = 0 ]; then user=postgres; else user=$(id -un); fi
  as_database_user() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
  [ "$(id -u)" = 0 ] && chown "$user" "$folder"
  chmod 755 "$folder"
  say "PostgreSQL privé dans $folder"
  (cd "$folder"
   as_database_user "$bin/initdb" -D "$folder/data" -U recours --auth=trust --locale=C.UTF-8 -E UTF8 >/dev/null
   as_database_user "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w -s \
     -o "-k $folder -c listen_addresses='' -c max_connections=400 ${POSTGRES_OPTIONS:--c fsync=off}" start)
  stop_private_postgres() {
    (cd "$folder" && as_database_user "$bin/pg_ctl" -D "$folder/data" -m immediate -s stop) || true
    rm -rf "$folder"
  }
  trap stop_private_postgres EXIT
  export RECOURS_TEST_POSTGRES="postgresql://recours@/postgres?host=$folder"
}
