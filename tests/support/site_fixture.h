// A site in process for the tests of its pages: the cast, a clock that stands still, sign-in; a test registers the
// rest.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "accounts/account_pages.h"
#include "support/cast.h"
#include "support/clock.h"
#include "support/database.h"
#include "support/site.h"

namespace recours::testing_support {

class SiteOnBothEngines : public OnBothEngines {
 protected:
  explicit SiteOnBothEngines(accounts::SiteOptions options = {}) : site_(database(), clock_, std::move(options)) {
    accounts::register_accounts(site_);
  }
  Browser stranger() { return Browser(site_, database(), clock_); }
  Browser as(const accounts::Viewer& viewer) { return std::move(stranger().enter(viewer)); }
  // Rows of a table, narrowed by what stands behind its name.
  std::int64_t count(const std::string& from) {
    return database().reader()->value<std::int64_t>("SELECT COUNT(*) AS value FROM " + from);
  }

  Cast cast_ = make_cast(database(), test_now());
  TestClock clock_{test_now()};
  accounts::Site site_;
};

}  // namespace recours::testing_support
