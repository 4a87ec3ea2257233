// The pages of the register in process: the desk of ComplaintWorld, a site with everything this desk shows.
#pragma once

#include <memory>

#include "complaint_world.h"
#include "complaints/complaints_pages.h"
#include "support/claim_pages.h"
#include "support/depot.h"
#include "support/site.h"

namespace recours::testing_support {

class RegisterSite : public ComplaintWorld {
 protected:
  void SetUp() override {
    ComplaintWorld::SetUp();
    site = std::make_unique<accounts::Site>(database(), clock, accounts::SiteOptions{});
    complaints::register_dashboard(*site);
    contacts::register_contacts_pages(*site, {complaints::complaints_tab()});
    complaints::register_complaints_pages(*site, *depot);
  }
  Browser as(const accounts::Viewer& viewer) { return std::move(Browser(*site, database(), clock).enter(viewer)); }
  std::string seen(const accounts::Viewer& viewer, const std::string& target) {
    return visible(as(viewer).get(target));
  }
  // The address of the link marked so (rel="next"), unescaped.
  static std::string href_of(const http::Response& page, const std::string& mark) {
    const auto at = page.body.find(mark);
    if (at == std::string::npos) return {};
    const auto begin = page.body.rfind("href=\"", at) + 6;
    std::string href = page.body.substr(begin, page.body.find('"', begin) - begin);
    for (std::size_t amp = 0; (amp = href.find("&amp;")) != std::string::npos;) href.replace(amp, 5, "&");
    return href;
  }

  TestClock clock{now};
  TestDepot depot;
  std::unique_ptr<accounts::Site> site;
};

}  // namespace recours::testing_support
