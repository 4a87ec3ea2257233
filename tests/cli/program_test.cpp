// The program as it is typed: exit codes, what is printed where. The program is $RECOURS_PROGRAM, or `recours` beside this
// test program.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "support/database.h"

namespace recours::cli {
namespace {

using ::testing::HasSubstr;
using testing_support::Content;
using testing_support::Engine;

std::string program() {
  if (const char* path = std::getenv("RECOURS_PROGRAM")) return path;
  return (std::filesystem::read_symlink("/proc/self/exe").parent_path() / "recours").string();
}

std::string shell_word(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

struct Finished {
  int code = -1;
  std::string out;  // standard output and, when asked for, standard error
};

class ProgramTest : public ::testing::TestWithParam<Engine> {
 protected:
  // Runs `recours …` in a folder of its own, without a terminal. `environment`: NAME=value words before the command.
  Finished run(const std::string& arguments, const std::string& environment = kPasswordSet, const char* redirect = "2>&1") {
    const auto command = "cd " + shell_word(folder_.string()) + " && env -u RECOURS_PASSWORD -u RECOURS_SMTP LC_ALL=fr_FR.UTF-8 " +
                         "RECOURS_DATABASE=" + shell_word(address_) + " " + environment + " " + shell_word(program()) + " " +
                         arguments + " " + redirect + " </dev/null";
    FILE* pipe = popen(command.c_str(), "r");
    Finished finished;
    char buffer[4096];
    while (const auto count = fread(buffer, 1, sizeof buffer, pipe)) finished.out.append(buffer, count);
    finished.code = WEXITSTATUS(pclose(pipe));
    return finished;
  }
  void found() { ASSERT_EQ(run("init --organisation Aubépine --admin admin@aubepine.example").code, 0); }
  std::string write_file(const std::string& name, const std::string& content) {
    std::ofstream(folder_ / name) << content;
    return name;
  }
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() /
              ("recours-cli-" + std::to_string(getpid()) + "-" + ::testing::UnitTest::GetInstance()->current_test_info()->name() +
               (GetParam() == Engine::Sqlite ? "-s" : "-p"));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  static constexpr const char* kPasswordSet = "RECOURS_PASSWORD='une bruyère sous la pluie'";
  std::filesystem::path folder_;
  std::string address_ = testing_support::fresh_address(GetParam(), Content::Empty);
};

TEST_P(ProgramTest, WrongUsageIsTwo) {
  for (const char* arguments : {"", "dance", "init", "init --organisation A --admin a@b.example --desk kitchen",
                                "user", "user add --email a@b.example --name A --role king",
                                "user token --email a@b.example --name A --expires tomorrow", "import", "serve --port 1"}) {
    EXPECT_EQ(run(arguments).code, 2) << arguments;
  }
}

TEST_P(ProgramTest, HelpIsZero) { EXPECT_EQ(run("--help").code, 0); }

TEST_P(ProgramTest, ADatabaseThatWasNotMigratedIsRefusedWithTheCommand) {
  for (const char* arguments : {"serve --listen 127.0.0.1:0", "user list"}) {
    const auto refused = run(arguments);
    EXPECT_EQ(refused.code, 1) << arguments;
    EXPECT_THAT(refused.out, HasSubstr("recours migrate"));
  }
}

TEST_P(ProgramTest, MigratesTwice) {
  EXPECT_EQ(run("migrate").code, 0);
  EXPECT_EQ(run("migrate").code, 0);
}

TEST_P(ProgramTest, FoundsOnce) {
  EXPECT_EQ(run("init --organisation Aubépine --admin admin@aubepine.example", "").code, 1) << "no password, no terminal";
  EXPECT_THAT(run("init --organisation Aubépine --admin admin@aubepine.example", "").out, HasSubstr("RECOURS_PASSWORD"));
  found();
  EXPECT_EQ(run("init --organisation Aubépine --admin other@aubepine.example").code, 1);
}

TEST_P(ProgramTest, TheFirstAdministratorHasTheRolesOfTheDesks) {
  found();
  const auto listed = run("user list --json", kPasswordSet, "2>/dev/null");
  ASSERT_EQ(listed.code, 0);
  const auto users = boost::json::parse(listed.out).at("users").as_array();
  ASSERT_EQ(users.size(), 1U);
  const auto roles = boost::json::serialize(users[0].at("roles"));
  for (const char* role : {"admin", "compliance", "customer_service", "rma", "finance"}) EXPECT_THAT(roles, HasSubstr(role));
}

TEST_P(ProgramTest, ABadConfigurationIsToldAsAWhole) {
  const auto refused = run("serve", "RECOURS_LISTEN=nowhere RECOURS_PUBLIC_URL=nowhere");
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.out, HasSubstr("bad_listen"));
  EXPECT_THAT(refused.out, HasSubstr("bad_public_url"));
}

TEST_P(ProgramTest, ATokenIsPrintedAlone) {
  found();
  const auto made = run("user token --email admin@aubepine.example --name essai --scope write", kPasswordSet, "2>/dev/null");
  ASSERT_EQ(made.code, 0);
  EXPECT_EQ(made.out.find_first_of(" \n"), made.out.size() - 1) << made.out;
  EXPECT_GE(made.out.size(), 64U);
  const auto json = run("user token --email admin@aubepine.example --name essai --json", kPasswordSet, "2>/dev/null");
  EXPECT_TRUE(boost::json::parse(json.out).at("token").is_string());
  EXPECT_EQ(run("user token --email nobody@aubepine.example --name essai").code, 1);
}

TEST_P(ProgramTest, AddsAndDisablesPeople) {
  found();
  EXPECT_EQ(run("user add --email lea@revendeur.example --name Léa --role reseller").code, 1) << "without an account";
  EXPECT_EQ(run("user add --email lea@revendeur.example --name Léa --role reseller --account 404").code, 1);
  const auto accounts = write_file("comptes.csv", "customer_no;name\n0000100234;Hélios Informatique SARL\n");
  ASSERT_EQ(run("import accounts " + accounts).code, 0);
  const auto added = run("user add --email lea@revendeur.example --name Léa --role reseller,reseller_admin --account 0000100234 --json",
                         kPasswordSet, "2>/dev/null");
  ASSERT_EQ(added.code, 0) << added.out;
  EXPECT_EQ(boost::json::parse(added.out).at("customer_no").as_string(), "0000100234");
  EXPECT_EQ(run("user reset-password --email lea@revendeur.example").code, 0);
  EXPECT_EQ(run("user reset-password --email lea@revendeur.example", "RECOURS_PASSWORD=court").code, 1);
  EXPECT_EQ(run("user disable --email lea@revendeur.example").code, 0);
  EXPECT_EQ(run("user disable --email admin@aubepine.example").code, 1) << "the last administrator";
}

TEST_P(ProgramTest, AnImportThatIsRefusedSaysWhere) {
  found();
  EXPECT_EQ(run("import invoices absent.xml").code, 1);
  const auto file = write_file("factures.csv", "customer_no;invoice_no;invoice_date\n0000100234;0033442137;pas une date\n");
  const auto refused = run("import invoices " + file);
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.out, HasSubstr("factures.csv"));
  const auto json = run("import invoices " + file + " --json --dry-run", kPasswordSet, "2>/dev/null");
  EXPECT_EQ(json.code, 1);
  const auto report = boost::json::parse(json.out);
  EXPECT_TRUE(report.at("dry_run").as_bool());
  EXPECT_TRUE(report.at("files").at(0).at("refused").as_bool());
  EXPECT_FALSE(report.at("files").at(0).at("findings").as_array().empty());
}

class SqliteProgramTest : public ProgramTest {};

TEST_P(SqliteProgramTest, WorkNeedsASharedDatabase) {
  ASSERT_EQ(run("migrate").code, 0);
  EXPECT_EQ(run("work").code, 1);
}

RECOURS_ON_BOTH_ENGINES(ProgramTest);
INSTANTIATE_TEST_SUITE_P(On, SqliteProgramTest, ::testing::Values(Engine::Sqlite), testing_support::engine_name);

}  // namespace
}  // namespace recours::cli
