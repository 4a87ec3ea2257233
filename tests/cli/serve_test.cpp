// A server as a process of its own, beside others that use the same database.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

#include "cli/program_under_test.h"
#include "http/client.h"

namespace recours::cli {
namespace {

using ::testing::HasSubstr;
using testing_support::Engine;

class ServeTest : public ProgramTest {
 protected:
  // Once it listens.
  std::unique_ptr<Started> serve(const std::string& environment = kPasswordSet) {
    auto server = std::make_unique<Started>(command("serve --listen 127.0.0.1:0 2>>log", environment));
    const auto said = server->read_line();
    const auto colon = said.rfind(':');
    port_ = colon == std::string::npos ? 0 : static_cast<std::uint16_t>(std::atoi(said.c_str() + colon + 1));
    EXPECT_NE(port_, 0) << said;
    return server;
  }
  // Writes a session; true once that is acknowledged.
  bool sign_in() const {
    const std::string form = "email=admin%40aubepine.example&password=une+bruy%C3%A8re+sous+la+pluie";
    http::testing_client::Client client(port_);
    return client
               .ask("POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                    "Content-Length: " + std::to_string(form.size()) + "\r\n\r\n" + form)
               .status == 303;
  }
  // The same program under another path.
  Finished run_program(const std::filesystem::path& path, const std::string& arguments) const {
    const auto original = shell_word(program());
    auto line = command(arguments);
    line.replace(line.find(original), original.size(), shell_word(path.string()));
    FILE* pipe = popen((line + " 2>&1").c_str(), "r");
    Finished finished;
    char buffer[4096];
    while (const auto count = fread(buffer, 1, sizeof buffer, pipe)) finished.out.append(buffer, count);
    finished.code = WEXITSTATUS(pclose(pipe));
    return finished;
  }
  std::string read_log() const {
    std::ifstream log(folder_ / "log");
    return {std::istreambuf_iterator<char>(log), {}};
  }
  std::int64_t sessions() const {
    return db::Database::open(address_)->reader()->value<std::int64_t>("SELECT COUNT(*) AS value FROM session");
  }

  std::uint16_t port_ = 0;
};

TEST_P(ServeTest, LosesNothingWhenOtherCommandsComeAndGo) {
  found();
  auto server = serve();
  ASSERT_TRUE(sign_in());
  for (int i = 0; i < 3; ++i) {
    ASSERT_EQ(run("user list").code, 0);
    ASSERT_TRUE(sign_in());
  }
  ASSERT_EQ(run("user add --email lea@aubepine.example --name Léa --role rma").code, 0);
  ASSERT_TRUE(sign_in());
  server->end(SIGKILL);
  EXPECT_EQ(sessions(), 5);

  server = serve();
  ASSERT_TRUE(sign_in());
  EXPECT_EQ(server->end(SIGTERM), 0);
  EXPECT_EQ(sessions(), 6);
  EXPECT_THAT(run("user list").out, HasSubstr("lea@aubepine.example"));
}

TEST_P(ServeTest, AnAddressThatIsTakenIsNamed) {
  found();
  const auto server = serve();
  const auto other = testing_support::fresh_address(GetParam(), testing_support::Content::Migrated);
  const auto refused = run("--database " + shell_word(other) + " serve --listen 127.0.0.1:" + std::to_string(port_));
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.out, HasSubstr("Recours ne peut pas écouter sur 127.0.0.1"));
  EXPECT_THAT(refused.out, HasSubstr("un autre programme y écoute déjà"));
}

//
TEST_P(ServeTest, AVirusScannerThatIsDownStopsNobody) {
  found();
  const auto server = serve("RECOURS_CLAMD=unix:/nowhere/clamd.sock");
  EXPECT_TRUE(sign_in());
  EXPECT_THAT(read_log(), HasSubstr("clamd_silent"));
}

//
TEST_P(ServeTest, WithoutTheProgramThatChecksFilesItDoesNotStart) {
  found();
  const auto alone = folder_ / "recours";
  std::error_code other_disk;
  std::filesystem::create_hard_link(program(), alone, other_disk);
  if (other_disk) std::filesystem::copy_file(program(), alone);
  const auto refused = run_program(alone, "serve --listen 127.0.0.1:0");
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.out, HasSubstr("inspector_missing"));
  EXPECT_THAT(refused.out, HasSubstr("recours-inspect"));
}

//
TEST_P(ServeTest, WithoutAPlaceForFilesItDoesNotStart) {
  found();
  for (const char* folder : {"/dev/null", "absent/files"}) {
    const auto refused = run("serve --listen 127.0.0.1:0", std::string("RECOURS_FILES=") + folder);
    EXPECT_EQ(refused.code, 1) << folder;
    EXPECT_THAT(refused.out, HasSubstr("files_unusable")) << folder;
  }
  const auto server = serve("RECOURS_FILES=fichiers");
  EXPECT_TRUE(sign_in());
  for (const char* made : {"fichiers", "fichiers/spool"}) {
    EXPECT_EQ(static_cast<int>(std::filesystem::status(folder_ / made).permissions()), 0700) << made;
  }
}

//
TEST_P(ServeTest, AnEmptyDatabaseIsServedWithoutAnotherCommand) {
  const auto server = serve();
  http::testing_client::Client client(port_);
  EXPECT_EQ(client.ask("GET /setup HTTP/1.1\r\nHost: localhost\r\n\r\n").status, 200);
  EXPECT_THAT(server->read_line(), HasSubstr("donnez la clé"));
  EXPECT_THAT(read_log(), HasSubstr("the database had no tables: made"));
  found();
  EXPECT_TRUE(sign_in());
}

RECOURS_ON_BOTH_ENGINES(ServeTest);

class SqliteServeTest : public ServeTest {};

TEST_P(SqliteServeTest, OneServesAFileAtATime) {
  found();
  auto server = serve();
  std::filesystem::create_symlink(database_file(), folder_ / "autre.db");
  for (const auto& database : {address_, std::string("sqlite:autre.db")}) {
    const auto refused = run("--database " + shell_word(database) + " serve --listen 127.0.0.1:0");
    EXPECT_EQ(refused.code, 1) << database;
    EXPECT_THAT(refused.out, HasSubstr("Un autre `recours serve` sert déjà cette base")) << database;
  }
  EXPECT_TRUE(sign_in()) << "the first goes on";
  server->end(SIGKILL);
  server = serve();
  EXPECT_TRUE(sign_in()) << "the right ends with the process";
}

TEST_P(SqliteServeTest, AMistypedPathMakesNoFile) {
  for (const char* arguments : {"user list", "import accounts comptes.csv",
                                "user add --email lea@a.example --name Léa --role rma"}) {
    const auto refused = run(arguments);
    EXPECT_EQ(refused.code, 1) << arguments;
    EXPECT_THAT(refused.out, HasSubstr("Il n’y a pas de base de données")) << arguments;
    EXPECT_THAT(refused.out, HasSubstr("recours init")) << arguments;
    EXPECT_FALSE(std::filesystem::exists(database_file())) << arguments;
  }
  for (const char* arguments : {"migrate", "demo", "init --organisation A --admin a@a.example",
                                "serve --listen 127.0.0.1:0"}) {
    const auto refused = run(std::string("--database sqlite:un/deux/trois.db ") + arguments);
    EXPECT_EQ(refused.code, 1) << arguments;
    EXPECT_THAT(refused.out, HasSubstr("Le dossier un/deux n’existe pas")) << arguments;
    EXPECT_FALSE(std::filesystem::exists(folder_ / "un")) << arguments;
  }
  EXPECT_EQ(run("--database sqlite:un/deux.db migrate").code, 0);
  EXPECT_TRUE(std::filesystem::exists(folder_ / "un" / "deux.db"));
}

INSTANTIATE_TEST_SUITE_P(On, SqliteServeTest, ::testing::Values(Engine::Sqlite), testing_support::engine_name);

}  // namespace
}  // namespace recours::cli
