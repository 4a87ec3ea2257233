// Every page of claims in process: the cast, an invoice of Alice's account, browsers for the people. What is shown is
// compared as people read it: tags taken out, special spaces made plain.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "claims/claim_store.h"
#include "claims/claims_pages.h"
#include "support/cast.h"
#include "support/database.h"
#include "support/depot.h"
#include "support/invoices.h"
#include "support/site.h"

namespace recours::testing_support {

// Without tags, entities decoded, every run of blanks one space, ’ as '.
std::string visible(const http::Response& response);
// The value of the input with this name, in document order.
std::vector<std::string> values_of(const http::Response& response, std::string_view name);
std::string value_of(const http::Response& response, std::string_view name);

class ClaimPages : public OnBothEngines {
 protected:
  void SetUp() override;

  Browser as(const accounts::Viewer& viewer) { return std::move(Browser(*site_, database(), clock_).enter(viewer)); }
  // The same questions of every page: works (with this status), not for a stranger, not for a reader without the right.
  void expect_page(const std::string& target, int status = 200);
  void expect_page_of_own_account(const std::string& target);
  void expect_post_guarded(const std::string& target, const std::string& stranger_target = {});

  // The form of a return of one sealed piece of the first line, with what is added last winning.
  FormFields return_form(FormFields more = {});
  std::string line(std::size_t at) const { return std::to_string(lines_.at(at).value); }
  // Puts a return of one piece into this person's basket; its id.
  std::string put_in_basket(Browser& browser, FormFields more = {});
  // Confirms everything in the basket; the page that is shown.
  http::Response confirm(Browser& browser);
  // A claim that is confirmed: any of its numbers.
  std::string confirmed_claim(Browser& browser, FormFields more = {});

  TestClock clock_{test_now()};
  Cast cast_;
  sales::InvoiceId invoice_;                 // 0033442137 of 20/10/2026: 23 days old
  std::vector<sales::InvoiceLineId> lines_;  // goods (2, serials), service, freight
  TestDepot depot_;
  std::unique_ptr<accounts::Site> site_;
};

}  // namespace recours::testing_support
