// Real databases for tests, thrown away afterwards: a SQLite file always, a PostgreSQL database where
// RECOURS_TEST_POSTGRES holds the address of a server on which databases may be created.
//
//   class ClaimStoreTest : public OnBothEngines {};
//   TEST_P(ClaimStoreTest, FindsNothing) { database().reader()… }
//   RECOURS_ON_BOTH_ENGINES(ClaimStoreTest);
#pragma once

#include <filesystem>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "db/database.h"

namespace recours::testing_support {

enum class Engine { Sqlite, Postgres };
std::ostream& operator<<(std::ostream& out, Engine engine);

// SQLite, and PostgreSQL where RECOURS_TEST_POSTGRES is set.
std::vector<Engine> engines();
std::string engine_name(const ::testing::TestParamInfo<Engine>& info);

enum class Content { Migrated, Empty };

// One database of its own. The destructor removes it whoever is still connected; a migrated PostgreSQL database is
// emptied and lent to the next test instead, because making one takes longer than most tests.
class FreshDatabase {
 public:
  explicit FreshDatabase(Engine engine, Content content = Content::Migrated);
  ~FreshDatabase();
  FreshDatabase(const FreshDatabase&) = delete;
  FreshDatabase& operator=(const FreshDatabase&) = delete;

  const std::string& address() const { return address_; }
  const std::string& name() const { return name_; }  // PostgreSQL

 private:
  const Content content_;
  std::string address_;
  std::filesystem::path folder_;
  std::string name_;
};

// For tests that start the whole program: removed when the test program ends.
std::string fresh_address(Engine engine, Content content = Content::Migrated);

// A fresh migrated database per test, empty but for what the migrations put into it.
class OnBothEngines : public ::testing::TestWithParam<Engine> {
 protected:
  db::Database& database() { return *database_; }
  // Another process would open the same database by this.
  const std::string& address() const { return fresh_.address(); }

 private:
  const FreshDatabase fresh_{GetParam()};
  const std::unique_ptr<db::Database> database_ = db::Database::open(fresh_.address());
};

}  // namespace recours::testing_support

namespace recours {
using testing_support::OnBothEngines;
}  // namespace recours

#define RECOURS_ON_BOTH_ENGINES(Fixture)                                                            \
  INSTANTIATE_TEST_SUITE_P(On, Fixture, ::testing::ValuesIn(::recours::testing_support::engines()), \
                           ::recours::testing_support::engine_name)
