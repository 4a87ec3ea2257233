// Connections that cannot be made or get lost.
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <optional>

#include <gtest/gtest.h>

#include "db/sample.h"

namespace recours::db {
namespace {

using testing_support::Content;
using testing_support::Engine;
using testing_support::FreshDatabase;

std::optional<AbsentError::Missing> missing_at(const std::string& address, Options options) {
  try {
    Database::open(address, options);
    return std::nullopt;
  } catch (const AbsentError& error) {
    return error.missing;
  }
}

TEST(OpenTest, AddressesOfNothingAreConnectionErrors) {
  for (const std::string address : {"", "mysql://here", "recours.db", "sqlite:", "sqlite::memory:",
                                    "sqlite:/proc/nowhere/recours.db", "postgresql://nobody@/none?host=/nowhere"}) {
    EXPECT_THROW(Database::open(address), ConnectionError) << address;
  }
}

TEST(OpenTest, AFileThatIsNoDatabaseIsAConnectionError) {
  const FreshDatabase fresh(Engine::Sqlite, Content::Empty);
  std::ofstream(fresh.address().substr(7)) << std::string(10'000, 'x');
  EXPECT_THROW(Database::open(fresh.address()), ConnectionError);
}

TEST(OpenTest, SqliteMakesFolderAndFileForItsOwnerOnly) {
  const FreshDatabase fresh(Engine::Sqlite, Content::Empty);
  const auto folder = std::filesystem::path(fresh.address().substr(7)).parent_path() / "new";
  const auto database = Database::open("sqlite:" + (folder / "recours.db").string());
  EXPECT_EQ(database->engine(), "sqlite");
  EXPECT_EQ(std::filesystem::status(folder).permissions(), std::filesystem::perms::owner_all);
  for (const auto* name : {"recours.db", "recours.db-wal"}) {
    const auto mode = std::filesystem::status(folder / name).permissions();
    EXPECT_EQ(mode, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write) << name;
  }
}

TEST(OpenTest, SqliteMakesTheLastFolderOnly) {
  const FreshDatabase fresh(Engine::Sqlite, Content::Empty);
  const auto top = std::filesystem::path(fresh.address().substr(7)).parent_path() / "slip";
  EXPECT_EQ(missing_at("sqlite:" + (top / "of" / "recours.db").string(), {}), AbsentError::Missing::Folder);
  EXPECT_FALSE(std::filesystem::exists(top));
  std::ofstream(top) << "a file where a folder is expected";
  EXPECT_EQ(missing_at("sqlite:" + (top / "recours.db").string(), {}), AbsentError::Missing::Folder);
}

TEST(OpenTest, SqliteMakesNoFileWhereNoneIsToBeMade) {
  const FreshDatabase fresh(Engine::Sqlite, Content::Empty);
  const Options must_exist{.absent = Options::Absent::Refuse};
  EXPECT_EQ(missing_at(fresh.address(), must_exist), AbsentError::Missing::File);
  EXPECT_FALSE(std::filesystem::exists(fresh.address().substr(7)));
  Database::open(fresh.address());
  EXPECT_EQ(missing_at(fresh.address(), must_exist), std::nullopt);
}

// SQLite holds a shared lock on the file as long as a connection is open. A process that closes any descriptor of the
// file drops it, for all its connections; then another process takes itself for the last one and deletes the log.
class FileLockTest : public ::testing::Test {
 protected:
  std::string path() const { return fresh_.address().substr(7); }
  // As another process sees it: the own locks are no obstacle to oneself.
  bool is_locked() const {
    const std::string file = path();
    const pid_t child = fork();
    if (child == 0) {
      struct flock wanted{};
      wanted.l_type = F_WRLCK;
      const int opened = ::open(file.c_str(), O_RDWR);
      _exit(opened >= 0 && ::fcntl(opened, F_GETLK, &wanted) == 0 && wanted.l_type != F_UNLCK ? 1 : 0);
    }
    int status = 0;
    EXPECT_EQ(waitpid(child, &status, 0), child);
    return WIFEXITED(status) && WEXITSTATUS(status) == 1;
  }
  static void write(Database& database, const std::string& sql) {
    database.write([&](Transaction& transaction) { transaction.execute(sql); });
  }

  const FreshDatabase fresh_{Engine::Sqlite, Content::Empty};
};

TEST_F(FileLockTest, IsKeptWhateverElseTheProcessOpens) {
  auto database = Database::open(fresh_.address());
  write(*database, "CREATE TABLE note (id INTEGER)");
  ASSERT_TRUE(is_locked());
  {
    const auto first = database->reader();
    const auto second = database->reader();  // a connection more
    EXPECT_EQ(second->value<int>("SELECT COUNT(*) AS value FROM note"), 0);
    EXPECT_TRUE(is_locked()) << "after another connection";
  }
  Database::open(fresh_.address());
  EXPECT_TRUE(is_locked()) << "after another database that came and went";
  Database::open(fresh_.address(), {.absent = Options::Absent::Refuse});
  EXPECT_TRUE(is_locked()) << "after one that must exist";
  database.reset();
  EXPECT_FALSE(is_locked()) << "nobody is connected";
}

TEST_F(FileLockTest, SeveralDatabasesOfOneProcessSeeEachOther) {
  auto first = Database::open(fresh_.address());
  write(*first, "CREATE TABLE note (id INTEGER)");
  auto second = Database::open(fresh_.address());
  write(*second, "INSERT INTO note VALUES (1)");
  second.reset();
  write(*first, "INSERT INTO note VALUES (2)");
  EXPECT_TRUE(std::filesystem::exists(path() + "-wal"));
  first.reset();
  EXPECT_EQ(Database::open(fresh_.address())->reader()->value<int>("SELECT COUNT(*) AS value FROM note"), 2);
}

// Ends the server's side of a connection, seen from another one; SQLite has no other side.
class LostConnectionTest : public SampleTest {
 protected:
  static std::int64_t server_process(Reader& reader) {
    return reader.value<std::int64_t>("SELECT pg_backend_pid() AS value");
  }
  void end(std::int64_t process) {
    const auto other = Database::open(address());
    ASSERT_TRUE(other->reader()->value<bool>("SELECT pg_terminate_backend(CAST(:process AS INTEGER), 10000) AS value",
                                             {{"process", process}}));
  }
};

TEST_P(LostConnectionTest, IsReportedAndTheNextUseConnectsAgain) {
  auto reader = database().reader();
  end(server_process(*reader));
  EXPECT_THROW(reader->value<int>("SELECT 1 AS value"), ConnectionError);
  reader.reset();
  EXPECT_EQ(database().reader()->value<int>("SELECT 1 AS value"), 1);
}

TEST_P(LostConnectionTest, IsNotNoticedWhenNobodyUsedIt) {
  const auto process = server_process(*database().reader());
  end(process);
  EXPECT_EQ(database().reader()->value<int>("SELECT 1 AS value"), 1);
}

TEST_P(LostConnectionTest, DuringWorkUndoesIt) {
  EXPECT_THROW(database().write([&](Transaction& transaction) {
    transaction.execute("INSERT INTO sample (id) VALUES (1)");
    end(server_process(transaction));
    transaction.execute("INSERT INTO sample (id) VALUES (2)");
  }),
               ConnectionError);
  EXPECT_FALSE(value<bool>("SELECT EXISTS (SELECT 1 FROM sample) AS value"));
  insert(1, 1);
}

TEST_P(LostConnectionTest, BeforeTheCommitAnsweredIsReportedAndNotTriedAgain) {
  int tries = 0;
  EXPECT_THROW(database().write([&](Transaction& transaction) {
    ++tries;
    transaction.execute("INSERT INTO sample (id) VALUES (1)");
    end(server_process(transaction));
  }),
               ConnectionError);
  EXPECT_EQ(tries, 1);
  insert(2, 1);
}

std::vector<Engine> servers() {
  auto all = testing_support::engines();
  std::erase(all, Engine::Sqlite);
  return all;
}
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(LostConnectionTest);
INSTANTIATE_TEST_SUITE_P(On, LostConnectionTest, ::testing::ValuesIn(servers()), testing_support::engine_name);

}  // namespace
}  // namespace recours::db
