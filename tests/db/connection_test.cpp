// Connections that cannot be made or get lost.
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "db/sample.h"

namespace recours::db {
namespace {

using testing_support::Content;
using testing_support::Engine;
using testing_support::FreshDatabase;

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
  const auto folder = std::filesystem::path(fresh.address().substr(7)).parent_path() / "new" / "folder";
  const auto database = Database::open("sqlite:" + (folder / "recours.db").string());
  EXPECT_EQ(database->engine(), "sqlite");
  for (const auto* name : {"recours.db", "recours.db-wal"}) {
    const auto mode = std::filesystem::status(folder / name).permissions();
    EXPECT_EQ(mode, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write) << name;
  }
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
