// The pages of a case in process: a registered complaint of Marie Durand (HandlingWorld), browsers for the people.
#pragma once

#include "../contacts/contact_world.h"
#include "attachments/attachment_pages.h"
#include "complaints/complaint_files_store.h"
#include "complaints/complaints_pages.h"
#include "handling_world.h"
#include "support/claim_pages.h"
#include "support/depot.h"
#include "support/site.h"

namespace recours::testing_support {

inline attachments::Owners complaint_owners() {
  attachments::Owners owners;
  complaints::register_attachment_owners(owners);
  return owners;
}

class CasePagesWorld : public HandlingWorld {
 protected:
  void SetUp() override {
    HandlingWorld::SetUp();
    clock = std::make_unique<TestClock>(now);
    site = std::make_unique<accounts::Site>(database(), *clock, accounts::SiteOptions{});
    complaints::register_case_pages(*site, *depot);
  }
  Browser as(const accounts::Viewer& viewer) { return std::move(Browser(*site, database(), *clock).enter(viewer)); }
  complaints::Act acting(const accounts::Viewer& viewer, const std::string& number) {
    return HandlingWorld::as(viewer, number);
  }
  static std::string path(const std::string& number, const std::string& more = "") {
    return "/complaints/" + number + more;
  }
  // As the form is sent: with the version and the key it carries.
  http::Response send(Browser& browser, const std::string& target, FormFields fields) {
    const auto form = browser.get(target);
    EXPECT_EQ(form.status, 200) << target << "\n" << visible(form);
    fields.emplace_back("version", value_of(form, "version"));
    fields.emplace_back("idempotency_key", value_of(form, "idempotency_key"));
    return browser.post(target, fields);
  }
  // Sent and done: the page it leads to.
  http::Response done(const accounts::Viewer& viewer, const std::string& target, FormFields fields) {
    auto browser = as(viewer);
    const auto answer = send(browser, target, std::move(fields));
    EXPECT_EQ(answer.status, 303) << target << "\n" << visible(answer);
    return answer.status == 303 ? browser.follow(answer) : answer;
  }
  // By letter, posted today.
  FormFields by_letter(FormFields more = {}) const {
    more.emplace_back("via", "letter");
    more.emplace_back("posted_on", today().iso());
    return more;
  }

  TestDepot depot{complaint_owners()};
  std::unique_ptr<TestClock> clock;
  std::unique_ptr<accounts::Site> site;
};

}  // namespace recours::testing_support
