#include "cli/configuration.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/test_authority.h"

namespace recours::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::optional<std::string> no_file(const std::string&) { return std::nullopt; }

CheckedConfiguration check(const Settings& environment) {
  return check_configuration({}, environment, {}, no_file);
}

std::vector<std::string> ids_of(const CheckedConfiguration& checked) {
  std::vector<std::string> ids;
  for (const auto& finding : checked.findings) ids.push_back(finding.id);
  return ids;
}

TEST(Configuration, NothingSetIsFine) {
  const auto checked = check({});
  EXPECT_THAT(checked.findings, IsEmpty());
  EXPECT_EQ(checked.configuration.database, "sqlite:data/recours.db");
  EXPECT_EQ(checked.configuration.listen_address, "127.0.0.1");
  EXPECT_EQ(checked.configuration.listen_port, 8080);
  EXPECT_FALSE(checked.configuration.smtp);
}

TEST(Configuration, CommandLineOverEnvironmentOverFile) {
  const Settings file{{"database", "sqlite:file.db"}, {"listen", "127.0.0.1:1"}, {"public_url", "https://file.example"}};
  const Settings environment{{"database", "sqlite:environment.db"}, {"listen", "127.0.0.1:2"}};
  const auto checked = check_configuration({{"listen", "127.0.0.1:3"}}, environment, file, no_file);
  EXPECT_EQ(checked.configuration.listen_port, 3);
  EXPECT_EQ(checked.configuration.database, "sqlite:environment.db");
  EXPECT_EQ(checked.configuration.public_url, "https://file.example");
}

struct Case {
  Settings settings;
  std::vector<std::string> ids;
  bool refused;
};

class ConfigurationFindings : public ::testing::TestWithParam<Case> {};

TEST_P(ConfigurationFindings, AreTold) {
  const auto checked = check(GetParam().settings);
  EXPECT_EQ(ids_of(checked), GetParam().ids);
  EXPECT_EQ(checked.refused(), GetParam().refused);
  for (const auto& finding : checked.findings) {
    EXPECT_FALSE(finding.message.id.empty());
    EXPECT_FALSE(finding.hint.id.empty());
  }
}

const Settings kMail{{"smtp", "smtp://mail.example:25"}, {"mail_from", "recours@distributeur.example"}};
Settings mail_with(Settings more) {
  for (const auto& [name, value] : kMail) more.emplace(name, value);
  return more;
}

INSTANTIATE_TEST_SUITE_P(
    Table, ConfigurationFindings,
    ::testing::Values(
        Case{{{"database", "sqlite:/var/lib/recours.db"}}, {}, false},
        Case{{{"database", "postgresql://recours@db/recours"}}, {}, false},
        Case{{{"database", "sqlite:"}}, {"bad_database"}, true},
        Case{{{"database", "mysql://root:secret@db/recours"}}, {"bad_database"}, true},
        Case{{{"listen", "localhost:80"}}, {}, false},
        Case{{{"listen", "[::1]:65535"}}, {}, false},
        Case{{{"listen", "127.0.0.1:0"}}, {}, false},
        Case{{{"listen", "127.0.0.1:65536"}}, {"bad_listen"}, true},
        Case{{{"listen", "127.0.0.1:-1"}}, {"bad_listen"}, true},
        Case{{{"listen", "127.0.0.1"}}, {"bad_listen"}, true},
        Case{{{"listen", ":8080"}}, {"bad_listen"}, true},
        Case{{{"listen", "::1:8080"}}, {"bad_listen"}, true},
        Case{{{"listen", "127.0.0.1:80 80"}}, {"bad_listen"}, true},
        Case{{{"listen", "999.0.0.1:8080"}}, {"bad_listen"}, true},
        Case{{{"listen", "0.0.0.0:8080"}}, {"plain_http"}, false},
        Case{{{"listen", "0.0.0.0:8080"}, {"public_url", "https://r.example"}}, {}, false},
        Case{{{"public_url", "https://r.example:8443/"}}, {}, false},
        Case{{{"public_url", "https://r.example/recours"}}, {"bad_public_url"}, true},
        Case{{{"public_url", "r.example"}}, {"bad_public_url"}, true},
        Case{{{"public_url", "ftp://r.example"}}, {"bad_public_url"}, true},
        Case{{{"public_url", "https://"}}, {"bad_public_url"}, true},
        Case{{{"public_url", "https://r.example:port"}}, {"bad_public_url"}, true},
        Case{{{"public_url", "https://user@r.example"}}, {"bad_public_url"}, true},
        Case{{{"trusted_proxies", "10.0.0.2, ::1"}}, {}, false},
        Case{{{"trusted_proxies", "10.0.0.2,proxy.example,"}}, {"bad_trusted_proxy", "bad_trusted_proxy"}, true},
        Case{kMail, {}, false},
        Case{{{"smtp", "smtp://mail.example"}}, {"no_mail_from"}, false},
        Case{{{"smtp", "mail.example:25"}, {"mail_from", "a@b.example"}}, {"bad_smtp"}, true},
        Case{{{"smtp", "smtp://mail.example:0"}}, {"bad_smtp"}, true},
        Case{{{"smtp", "smtp://"}}, {"bad_smtp"}, true},
        Case{{{"smtp", "smtp://user:secret@mail.example"}}, {"smtp_password_in_address"}, true},
        Case{{{"smtp", "smtp://user@mail.example"}, {"mail_from", "a@b.example"}}, {"no_smtp_password"}, true},
        Case{{{"smtp_password", "secret"}}, {"smtp_password_unused"}, false},
        Case{mail_with({{"smtp_password", "a"}, {"smtp_password_file", "/b"}}), {"two_smtp_passwords"}, true},
        Case{mail_with({{"smtp_password_file", "/absent"}}), {"unreadable_smtp_password_file"}, true},
        Case{{{"smtp", "smtp://mail.example"}, {"mail_from", "not an address"}}, {"bad_mail_from"}, true},
        Case{{{"smtp", "smtp://mail.example"}, {"mail_from", "a@b.example\r\nBcc: c@d.example"}}, {"bad_mail_from"}, true},
        Case{{{"smtp", "smtp://mail.example"}, {"mail_from", "A\x1B[2J <a@b.example>"}}, {"bad_mail_from"}, true},
        Case{{{"smtp", "smtp://mail.example"}, {"mail_from", "R\xE9" "clamations <a@b.example>"}}, {"bad_mail_from"}, true},
        Case{{{"smtp", "smtp://mail.example"}, {"mail_from", "a@-b..example"}}, {"bad_mail_from"}, true},
        Case{{{"mail_from", "not an address"}}, {"bad_mail_from"}, true},
        Case{{{"mail_from", "Recours <a@b.example>"}}, {}, false},
        Case{{{"files", "/srv/recours/files"}}, {}, false},
        Case{{{"files", "s3://seau/dossier"}}, {"bad_files"}, true},
        Case{{{"files", "/srv/\x1B[2J"}}, {"bad_files"}, true},
        Case{{{"clamd", "unix:/run/clamav/clamd.ctl"}}, {}, false},
        Case{{{"clamd", "tcp:127.0.0.1:3310"}}, {}, false},
        Case{{{"webhooks_private", "yes"}}, {}, false},
        Case{{{"webhooks_private", "perhaps"}}, {"bad_webhooks_private"}, true},
        Case{{{"mail_intake", "reponses@example.com"}}, {}, false},
        Case{{{"mail_intake", "reponses+x@example.com"}}, {"bad_mail_intake"}, true},
        Case{{{"mail_intake", "Réponses <reponses@example.com>"}}, {"bad_mail_intake"}, true},
        Case{{{"mail_intake", "reponses"}}, {"bad_mail_intake"}, true},
        Case{{{"clamd", "/run/clamav/clamd.ctl"}}, {"bad_clamd"}, true},
        Case{{{"clamd", "tcp:127.0.0.1"}}, {"bad_clamd"}, true},
        Case{{{"listen", "x"}, {"database", "y"}, {"public_url", "z"}},
             {"bad_database", "bad_listen", "bad_public_url"}, true}));

TEST(Configuration, FilesLieBesideASqliteFileOrInPostgreSQL) {
  EXPECT_EQ(check({}).configuration.files_folder, "data/files");
  EXPECT_EQ(check({{"database", "sqlite:/srv/recours.db"}}).configuration.files_folder, "/srv/files");
  EXPECT_EQ(check({{"database", "sqlite:recours.db"}}).configuration.files_folder, "files");
  EXPECT_EQ(check({{"database", "postgresql://db/recours"}}).configuration.files_folder, "");
  EXPECT_EQ(check({{"database", "postgresql://db/recours"}, {"files", "/mnt/files"}}).configuration.files_folder, "/mnt/files");
}

TEST(Configuration, UnknownNamesOfTheFileAreNamed) {
  EXPECT_THAT(ids_of(check_configuration({}, {}, {{"databse", "sqlite:x"}}, no_file)), ElementsAre("unknown_setting"));
}

TEST(Configuration, ReadsTheMailServer) {
  const auto checked = check_configuration(
      {}, {{"smtp", "smtps://r%40distributeur.example@mail.example"}, {"smtp_password_file", "/run/secret"},
           {"mail_from", "\"Réclamations\" <r@distributeur.example>"}},
      {{"smtp_password", "of the file, replaced by the higher layer"}},
      [](const std::string& path) { return path == "/run/secret" ? std::optional<std::string>("sésame") : std::nullopt; });
  ASSERT_THAT(checked.findings, IsEmpty());
  ASSERT_TRUE(checked.configuration.smtp);
  const auto& smtp = *checked.configuration.smtp;
  EXPECT_EQ(smtp.scheme, mail::SmtpSettings::Scheme::Smtps);
  EXPECT_EQ(smtp.host, "mail.example");
  EXPECT_EQ(smtp.port, 465);
  EXPECT_EQ(smtp.user, "r@distributeur.example");
  EXPECT_EQ(smtp.password, "sésame");
  EXPECT_EQ(smtp.from, (mail::Address{"Réclamations", "r@distributeur.example"}));
}

TEST(Configuration, FindingsDoNotRepeatSecrets) {
  for (const auto& settings : {Settings{{"database", "mysql://root:hunter2@db"}},
                               Settings{{"smtp", "smtp//user:hunter2@mail"}},
                               Settings{{"smtp", "smtp://user:hunter2@mail.example"}}}) {
    for (const auto& finding : check(settings).findings) {
      for (const auto& argument : finding.message.arguments) {
        if (const auto* text = std::get_if<std::string>(&argument)) {
          EXPECT_EQ(text->find("hunter2"), std::string::npos) << finding.id;
        }
      }
    }
  }
}

// R-161 What check() hands in reads nothing: each file is named where it cannot be read.
TEST(ConfigurationOfTls, NeedsBothFilesAndReadsThem) {
  EXPECT_THAT(ids_of(check({{"tls_cert", "a.pem"}})), ElementsAre("half_tls"));
  EXPECT_THAT(ids_of(check({{"tls_key", "a.key"}})), ElementsAre("half_tls"));
  const auto missing = check({{"tls_cert", "a.pem"}, {"tls_key", "a.key"}});
  EXPECT_THAT(ids_of(missing), ElementsAre("unreadable_tls_file", "unreadable_tls_file"));
  EXPECT_FALSE(missing.configuration.tls);
  const auto nonsense = check_configuration({}, {{"tls_cert", "a.pem"}, {"tls_key", "a.key"}}, {}, [](const std::string&) { return "?"; });
  EXPECT_THAT(ids_of(nonsense), ElementsAre("bad_tls_cert"));
  EXPECT_EQ(nonsense.findings.front().message.arguments.at(0), argument("a.pem"));
}

//
TEST(ConfigurationOfTls, NamesWhatIsWrongWithTheFiles) {
  http::testing_client::TestAuthority authority;
  authority.issue("server");
  authority.issue("other");
  authority.openssl("pkey -in server.key -aes128 -passout pass:secret -out locked.key");
  const auto read = [&](const std::string& path) -> std::optional<std::string> { return authority.content(path); };
  const auto with = [&](const char* certificate, const char* key) {
    return check_configuration({}, {{"tls_cert", certificate}, {"tls_key", key}, {"listen", "0.0.0.0:443"}}, {}, read);
  };
  const auto fine = with("server.pem", "server.key");
  EXPECT_THAT(fine.findings, IsEmpty()) << "and no word of plain http";
  EXPECT_EQ(fine.configuration.tls->key, "server.key");
  EXPECT_THAT(ids_of(with("server.pem", "other.key")), ElementsAre("tls_key_of_another", "plain_http"));
  EXPECT_THAT(ids_of(with("server.pem", "locked.key")), ElementsAre("tls_key_password", "plain_http"));
  EXPECT_THAT(ids_of(with("server.pem", "server.pem")), ElementsAre("bad_tls_key", "plain_http"));
}

TEST(ConfigurationOfMetrics, TakesALongToken) {
  EXPECT_EQ(check({{"metrics_token", "0123456789abcdef"}}).configuration.metrics_token, "0123456789abcdef");
  for (const auto* token : {"0123456789abcde", "0123456789 abcdef"}) {
    EXPECT_THAT(ids_of(check({{"metrics_token", token}})), ElementsAre("bad_metrics_token")) << token;
  }
  EXPECT_THAT(ids_of(check({{"metrics_token_file", "nowhere"}})), ElementsAre("bad_metrics_token"));
  EXPECT_THAT(ids_of(check({{"metrics_token_file", "a"}, {"metrics_token", "0123456789abcdef"}})), ElementsAre("two_metrics_tokens"));
  const auto checked = check_configuration({{"metrics_token_file", "a"}}, {{"metrics_token", "fedcba9876543210"}}, {},
                                           [](const std::string&) { return "0123456789abcdef"; });
  EXPECT_EQ(checked.configuration.metrics_token, "0123456789abcdef") << "the command line is over the environment";
}

}  // namespace
}  // namespace recours::cli
