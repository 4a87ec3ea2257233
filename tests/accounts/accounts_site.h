// The pages of accounts in process, and what their tests ask of the database: who gets in, what is in the journal.
#pragma once

#include <string>

#include <gmock/gmock.h>

#include "accounts/mailed_link.h"
#include "accounts/session_actions.h"
#include "support/site_fixture.h"

namespace recours::accounts {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::Browser;
using testing_support::FormFields;
using testing_support::header_of;
using testing_support::kPassword;
using testing_support::test_now;

class AccountsSite : public testing_support::SiteOnBothEngines {
 protected:
  using SiteOnBothEngines::SiteOnBothEngines;

  bool gets_in(const std::string& email, const std::string& password) {
    return sign_in(database(), email, password, {"192.0.2.9", "test", {}}, clock_.now()).ok();
  }
  bool gets_in(const Viewer& viewer) { return gets_in(viewer.email, kPassword); }
  std::int64_t entries(const std::string& action) { return count("journal_entry WHERE action = '" + action + "'"); }
  std::string mail_to(const Viewer& viewer) { return testing_support::latest_mail_to(database(), viewer.email); }
};

}  // namespace recours::accounts
