#include "cli/serving_findings.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace recours::cli {
namespace {

std::vector<std::string> ids(const Settings& environment) {
  const auto checked = check_configuration({}, environment, {}, [](const std::string&) { return std::nullopt; });
  std::vector<std::string> found;
  for (const auto& finding : serving_findings(checked)) found.push_back(finding.id);
  return found;
}

//
TEST(ServingFindings, NameWhatIsLeftOpen) {
  const Settings complete{{"public_url", "https://recours.example"}, {"smtp", "smtp://mail.example"},
                          {"mail_from", "r@recours.example"},        {"clamd", "tcp:127.0.0.1:3310"},
                          {"trusted_proxies", "127.0.0.1"}};
  EXPECT_TRUE(ids(complete).empty());
  const struct {
    const char* without;
    const char* id;
  } cases[] = {{"public_url", "no_public_url"}, {"smtp", "no_smtp"}, {"clamd", "no_virus_scanner"},
               {"trusted_proxies", "local_only"}, {"mail_from", "no_mail_from"}};
  for (const auto& [without, id] : cases) {
    auto settings = complete;
    settings.erase(without);
    EXPECT_EQ(ids(settings), std::vector<std::string>{id}) << without;
  }
}

//
TEST(ServingFindings, TellOfPlainHttpOnce) {
  for (const Settings& settings : {Settings{{"public_url", "http://recours.example"}, {"listen", "0.0.0.0:80"}},
                                   Settings{{"public_url", "http://recours.example"}}}) {
    const auto found = ids(settings);
    EXPECT_EQ(std::count(found.begin(), found.end(), "plain_http"), 1);
  }
}

}  // namespace
}  // namespace recours::cli
