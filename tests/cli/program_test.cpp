// The program as it is typed: exit codes, what is printed where.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>

#include "cli/program_under_test.h"

namespace recours::cli {
namespace {

using ::testing::HasSubstr;
using testing_support::Engine;

TEST_P(ProgramTest, WrongUsageIsTwo) {
  for (const char* arguments : {"", "dance", "init", "init --organisation A --admin a@b.example --desk kitchen",
                                "user", "user add --email a@b.example --name A --role king",
                                "user token --email a@b.example --name A --expires tomorrow", "import", "serve --port 1"}) {
    EXPECT_EQ(run(arguments).code, 2) << arguments;
  }
}

TEST_P(ProgramTest, HelpIsZero) { EXPECT_EQ(run("--help").code, 0); }

TEST_P(ProgramTest, ADatabaseThatWasNotMigratedIsRefusedWithTheCommand) {
  if (GetParam() == Engine::Sqlite) std::ofstream{database_file()};
  const auto expect_refused = [&](const char* arguments) {
    const auto refused = run(arguments);
    EXPECT_EQ(refused.code, 1) << arguments;
    EXPECT_THAT(refused.out, HasSubstr("La base de données est plus ancienne que ce programme"));
    EXPECT_THAT(refused.out, HasSubstr("recours migrate"));
  };
  expect_refused("user list");
  ASSERT_EQ(run("migrate").code, 0);
  db::Database::open(address_)->write([](db::Transaction& transaction) {
    transaction.execute("DELETE FROM schema_migration WHERE number = (SELECT MAX(number) FROM schema_migration)");
  });
  for (const char* arguments : {"serve --listen 127.0.0.1:0", "user list"}) expect_refused(arguments);
}

TEST_P(ProgramTest, MigratesTwice) {
  EXPECT_EQ(run("migrate").code, 0);
  EXPECT_EQ(run("migrate").code, 0);
}

TEST_P(ProgramTest, FoundsOnce) {
  EXPECT_EQ(run("init --organisation Aubépine --admin admin@aubepine.example", "").code, 1) << "no password, no terminal";
  EXPECT_THAT(run("init --organisation Aubépine --admin admin@aubepine.example", "").out, HasSubstr("RECOURS_PASSWORD"));
  found();
  const auto again = run("init --organisation Aubépine --admin other@aubepine.example");
  EXPECT_EQ(again.code, 1);
  EXPECT_THAT(again.out, HasSubstr("appartient déjà à une organisation"));
  const auto demo = run("demo");
  EXPECT_EQ(demo.code, 1);
  EXPECT_THAT(demo.out, HasSubstr("a déjà une organisation"));
}

//
TEST_P(ProgramTest, WithoutAPasswordPeopleAreInvitedByMail) {
  const char* url = "RECOURS_PUBLIC_URL=https://recours.example";
  const auto founded = run("init --organisation Aubépine --admin admin@aubepine.example", url);
  EXPECT_EQ(founded.code, 0) << founded.out;
  EXPECT_THAT(founded.out, HasSubstr("invité par e-mail"));
  EXPECT_EQ(run("user add --email lea@aubepine.example --name Léa --role rma", "").code, 1);
  EXPECT_THAT(run("user add --email lea@aubepine.example --name Léa --role rma", url).out, HasSubstr("invité par e-mail"));
  const auto database = db::Database::open(address_);
  EXPECT_EQ(database->reader()->value<std::int64_t>("SELECT COUNT(*) AS value FROM outbox_message"
                                                    " WHERE text_body LIKE '%https://recours.example/choose-password?key=%'"),
            2);
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
  const auto reset = run("user reset-password --email lea@revendeur.example --json", kPasswordSet, "2>/dev/null");
  EXPECT_EQ(boost::json::parse(reset.out).at("email").as_string(), "lea@revendeur.example");
  EXPECT_EQ(run("user reset-password --email lea@revendeur.example", "RECOURS_PASSWORD=court").code, 1);
  EXPECT_EQ(run("user disable --email lea@revendeur.example").code, 0);
  const auto token = run("user token --email lea@revendeur.example --name essai");
  EXPECT_EQ(token.code, 1);
  EXPECT_THAT(token.out, HasSubstr("n’a plus d’accès"));
  EXPECT_EQ(run("user disable --email admin@aubepine.example").code, 1) << "the last administrator";
}

TEST_P(ProgramTest, RefusesPeopleWhoseNameOrAddressIsNoText) {
  found();
  for (const char* who : {"--email lea@a.example --name 'L\x1B[2J'", "--email lea@a.example --name 'L\xE9" "a'",
                          "--email 'l\xE9" "a@a.example' --name Léa", "--email a@-b..example --name Léa",
                          "--email lea@a.example --name Léa --until 2020-01-01"}) {
    const auto refused = run(std::string("user add --role rma ") + who);
    EXPECT_EQ(refused.code, 1) << who;
    EXPECT_THAT(refused.out, HasSubstr("La personne n’a pas été ajoutée")) << who;
  }
  for (const char* arguments : {"user token --name essai --email '\xE9'", "user disable --email '\xE9'"}) {
    EXPECT_THAT(run(arguments).out, HasSubstr("Personne n’a cette adresse")) << arguments;
  }
  const auto account = run("user add --role reseller --email lea@a.example --name Léa --account '\xE9'");
  EXPECT_THAT(account.out, HasSubstr("Aucun compte revendeur"));
}

TEST_P(ProgramTest, AFileThatCannotBeReadIsNamed) {
  found();
  std::filesystem::create_directory(folder_ / "dossier.xml");
  for (const char* arguments : {"import invoices dossier.xml", "import accounts dossier.xml", "import articles absent.csv"}) {
    const auto refused = run(arguments);
    EXPECT_EQ(refused.code, 1) << arguments;
    EXPECT_THAT(refused.out, HasSubstr("Le fichier est illisible")) << arguments;
    EXPECT_THAT(refused.out, HasSubstr(std::string(arguments).substr(std::string(arguments).rfind(' ') + 1)));
  }
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
