#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "db/migrate.h"
#include "db/migration_text.h"
#include "support/clock.h"
#include "support/database.h"

namespace recours::db {
namespace {

using testing_support::Content;
using testing_support::FreshDatabase;

const Instant kNow = testing_support::instant("2026-01-08T13:28:00.000Z");

class MigrateTest : public ::testing::TestWithParam<testing_support::Engine> {
 protected:
  Database& database() { return *database_; }
  const std::string& address() const { return fresh_.address(); }
  void execute(std::string_view sql) {
    database().write([&](Transaction& transaction) { transaction.execute(sql); });
  }
  std::string refusal_of(void (*check)(Database&)) {
    try {
      check(database());
    } catch (const SchemaError& error) {
      return error.what();
    }
    return "";
  }

 private:
  FreshDatabase fresh_{GetParam(), Content::Empty};
  std::unique_ptr<Database> database_ = Database::open(fresh_.address());
};

void migrate_now(Database& database) { migrate(database, kNow); }
std::size_t known_migrations() { return migrations_of(embedded::migrations(), Dialect::Sqlite).size(); }

TEST_P(MigrateTest, BringsAnEmptyDatabaseUpToDateOnce) {
  EXPECT_NE(refusal_of(require_current_schema).find("recours migrate"), std::string::npos);
  const auto applied = migrate(database(), kNow);
  ASSERT_EQ(applied.size(), known_migrations());
  EXPECT_EQ(applied.front().number, 1);
  EXPECT_EQ(applied.front().name, "accounts");
  EXPECT_TRUE(migrate(database(), kNow).empty());
  EXPECT_EQ(refusal_of(require_current_schema), "");
  EXPECT_EQ(database().reader()->value<Instant>("SELECT applied_at AS value FROM schema_migration WHERE number = 1"),
            kNow);
}

TEST_P(MigrateTest, ADatabaseThatLacksAMigrationIsNotCurrent) {
  migrate(database(), kNow);
  execute("DELETE FROM schema_migration WHERE number = 1");
  EXPECT_NE(refusal_of(require_current_schema).find("recours migrate"), std::string::npos);
}

TEST_P(MigrateTest, AChangedFileIsRefused) {
  migrate(database(), kNow);
  execute("UPDATE schema_migration SET checksum = 'other' WHERE number = 2");
  EXPECT_NE(refusal_of(migrate_now).find("0002_"), std::string::npos);
  EXPECT_NE(refusal_of(require_current_schema).find("0002_"), std::string::npos);
}

TEST_P(MigrateTest, ANewerDatabaseIsRefused) {
  migrate(database(), kNow);
  execute("INSERT INTO schema_migration (number, name, checksum, applied_at) VALUES (9999, 'future', 'x', 'x')");
  EXPECT_NE(refusal_of(migrate_now).find("9999_future"), std::string::npos);
  EXPECT_NE(refusal_of(require_current_schema).find("older than the database"), std::string::npos);
}

TEST_P(MigrateTest, AMigrationThatFailsLeavesNothing) {
  // In the way of the last table of the first migration.
  execute("CREATE TABLE idempotent_answer (x BIGINT)");
  EXPECT_THROW(migrate(database(), kNow), Error);
  EXPECT_THROW(database().reader()->each("SELECT name FROM setting", {}, [](const Row&) {}), Error);
  EXPECT_FALSE(database().reader()->value<bool>("SELECT EXISTS (SELECT 1 FROM schema_migration) AS value"));
  execute("DROP TABLE idempotent_answer");
  EXPECT_EQ(migrate(database(), kNow).size(), known_migrations());
}

TEST_P(MigrateTest, SeveralProgramsAtOnceMigrateOnce) {
  std::vector<std::size_t> applied(3, 0);
  std::vector<std::thread> threads;
  for (auto& count : applied) {
    threads.emplace_back([&] { count = migrate(*Database::open(address()), kNow).size(); });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(applied[0] + applied[1] + applied[2], known_migrations());
  EXPECT_EQ(refusal_of(require_current_schema), "");
}

//
TEST_P(MigrateTest, AnEmptyDatabaseIsGivenItsTablesOnce) {
  EXPECT_EQ(found_schema(database(), kNow).size(), known_migrations());
  EXPECT_EQ(refusal_of(require_current_schema), "");
  EXPECT_TRUE(found_schema(database(), kNow).empty());
  EXPECT_TRUE(migrate(database(), kNow).empty());
}

//
TEST_P(MigrateTest, ADatabaseThatHoldsAnythingIsNotGivenTables) {
  execute("CREATE TABLE of_another_program (x BIGINT)");
  EXPECT_TRUE(found_schema(database(), kNow).empty());
  EXPECT_NE(refusal_of(require_current_schema).find("recours migrate"), std::string::npos);
  execute("DROP TABLE of_another_program");
  migrate(database(), kNow);
  execute("DELETE FROM schema_migration WHERE number > 3");
  EXPECT_TRUE(found_schema(database(), kNow).empty());
  EXPECT_NE(refusal_of(require_current_schema).find("recours migrate"), std::string::npos);
}

// R-122 Whoever comes second finds the whole schema, never a part of it.
TEST_P(MigrateTest, SeveralProgramsAtOnceGiveTablesOnce) {
  std::vector<std::size_t> applied(3, 0);
  std::vector<std::thread> threads;
  for (auto& count : applied) {
    threads.emplace_back([&] {
      const auto own = Database::open(address());
      count = found_schema(*own, kNow).size();
      EXPECT_NO_THROW(require_current_schema(*own));
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(applied[0] + applied[1] + applied[2], known_migrations());
}

RECOURS_ON_BOTH_ENGINES(MigrateTest);

}  // namespace
}  // namespace recours::db
