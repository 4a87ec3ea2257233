#include "support/database.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <iostream>
#include <mutex>
#include <stdexcept>

#include <libpq-fe.h>
#include <unistd.h>

#include "db/migrate.h"
#include "support/clock.h"

namespace recours::testing_support {
namespace {

const char* server_address() { return std::getenv("RECOURS_TEST_POSTGRES"); }

std::filesystem::path new_folder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "recours-test-XXXXXX").string();
  if (!mkdtemp(pattern.data())) throw std::runtime_error("cannot create " + pattern);
  return pattern;
}

// The server's address with another database name.
std::string address_of(const std::string& name) {
  const std::string server = server_address();
  const auto authority = server.find("://") + 3;
  const auto query = std::min(server.find('?'), server.size());
  const auto path = std::min(server.find('/', authority), query);
  return server.substr(0, path) + "/" + name + server.substr(query);
}

// CREATE and DROP DATABASE cannot run in a transaction, which is all that db::Database offers.
void command(const std::string& address, const std::string& sql) {
  const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(PQconnectdb(address.c_str()), &PQfinish);
  const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(connection.get(), sql.c_str()), &PQclear);
  if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) {
    throw std::runtime_error(sql + ": " + PQerrorMessage(connection.get()));
  }
}
void command_server(const std::string& sql) { command(server_address(), sql); }

// In destructors: a server that is gone must not hide what the test found.
void drop(const std::string& name) {
  try {
    command_server("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
  } catch (const std::exception& error) {
    std::cerr << "left behind: " << error.what() << '\n';
  }
}

std::string new_name() {
  static std::atomic<int> count = 0;
  return "recours_test_" + std::to_string(getpid()) + "_" + std::to_string(++count);
}

// Not the "C" locale on purpose: a French organisation's server sorts é beside e unless our schema says otherwise.
void create_empty(const std::string& name) {
  command_server(
      "CREATE DATABASE " + name +
      " TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'fr-FR' LC_COLLATE 'C' LC_CTYPE 'C'");
}

// Remembers what the migrations put in, and brings a database back to it; fails when a test changed the schema.
constexpr const char* kSnapshot = R"(
  CREATE SCHEMA snapshot;
  DO $do$ DECLARE t text; BEGIN
    CREATE TABLE snapshot."#columns" AS
      SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public';
    CREATE TABLE snapshot."#sequences" AS
      SELECT sequencename AS name, last_value FROM pg_sequences WHERE schemaname = 'public';
    FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
      EXECUTE format('CREATE TABLE snapshot.%1$I AS TABLE public.%1$I', t);
    END LOOP;
  END $do$)";
constexpr const char* kRestore = R"(
  DO $do$ DECLARE t text; BEGIN
    PERFORM pg_terminate_backend(pid, 5000) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend';
    IF EXISTS (SELECT table_name::text, column_name::text FROM information_schema.columns WHERE table_schema = 'public'
               EXCEPT SELECT table_name::text, column_name::text FROM snapshot."#columns") THEN
      RAISE 'the schema was changed';
    END IF;
    SET LOCAL session_replication_role = replica;
    FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
      EXECUTE format('DELETE FROM public.%1$I', t);
      EXECUTE format('INSERT INTO public.%1$I SELECT * FROM snapshot.%1$I', t);
    END LOOP;
    PERFORM setval(format('public.%I', name)::regclass, coalesce(last_value, 1), last_value IS NOT NULL)
      FROM snapshot."#sequences";
  END $do$)";

// Migrated once per test program, then copied.
struct Template {
  explicit Template(Engine engine) : database(engine, Content::Empty) {
    const auto opened = db::Database::open(database.address());
    db::migrate(*opened, instant("2026-01-01T00:00:00.000Z"));
    if (engine == Engine::Postgres) command(database.address(), kSnapshot);
  }
  const FreshDatabase database;
};

std::string create_sqlite(const std::filesystem::path& folder, Content content) {
  const auto file = folder / "recours.db";
  if (content == Content::Migrated) {
    static const Template made(Engine::Sqlite);
    std::filesystem::copy_file(made.database.address().substr(7), file);
  }
  return "sqlite:" + file.string();
}

// Migrated databases no test uses at the moment.
class Spares {
 public:
  ~Spares() {
    for (const auto& name : names_) drop(name);
  }
  std::string lend() {
    const std::lock_guard lock(mutex_);
    if (!names_.empty()) {
      const auto name = names_.back();
      names_.pop_back();
      return name;
    }
    const auto name = new_name();
    command_server("CREATE DATABASE " + name + " TEMPLATE " + made_.database.name());
    return name;
  }
  void take_back(const std::string& name) {
    try {
      command(address_of(name), kRestore);
    } catch (const std::exception&) {
      return drop(name);
    }
    const std::lock_guard lock(mutex_);
    names_.push_back(name);
  }

 private:
  const Template made_{Engine::Postgres};
  std::mutex mutex_;
  std::vector<std::string> names_;
};
Spares& spares() {
  static Spares all;
  return all;
}

std::string create_postgres(Content content) {
  if (content == Content::Migrated) return spares().lend();
  const auto name = new_name();
  create_empty(name);
  return name;
}

}  // namespace

std::ostream& operator<<(std::ostream& out, Engine engine) {
  return out << (engine == Engine::Sqlite ? "Sqlite" : "Postgres");
}

std::vector<Engine> engines() {
  if (server_address()) return {Engine::Sqlite, Engine::Postgres};
  return {Engine::Sqlite};
}

std::string engine_name(const ::testing::TestParamInfo<Engine>& info) {
  return info.param == Engine::Sqlite ? "Sqlite" : "Postgres";
}

FreshDatabase::FreshDatabase(Engine engine, Content content) : content_(content) {
  if (engine == Engine::Sqlite) {
    folder_ = new_folder();
    address_ = create_sqlite(folder_, content);
  } else {
    name_ = create_postgres(content);
    address_ = address_of(name_);
  }
}

FreshDatabase::~FreshDatabase() {
  if (!folder_.empty()) std::filesystem::remove_all(folder_);
  if (name_.empty()) return;
  if (content_ == Content::Migrated)
    spares().take_back(name_);
  else
    drop(name_);
}

std::string fresh_address(Engine engine, Content content) {
  // Made first, so that it is destroyed last.
  if (engine == Engine::Postgres) spares();
  static std::mutex mutex;
  static std::vector<std::unique_ptr<FreshDatabase>> kept;
  auto fresh = std::make_unique<FreshDatabase>(engine, content);
  const std::lock_guard lock(mutex);
  return kept.emplace_back(std::move(fresh))->address();
}

}  // namespace recours::testing_support
