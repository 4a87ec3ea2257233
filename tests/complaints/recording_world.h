// The pages of recording in process, on both engines: the compliance desk, its site and its files.
#pragma once

#include <memory>
#include <string>

#include <gmock/gmock.h>

#include "complaint_world.h"
#include "complaints/complaint_files_store.h"
#include "complaints/complaints_pages.h"
#include "support/claim_pages.h"
#include "support/depot.h"
#include "support/site.h"

namespace recours::testing_support {

class RecordingWorld : public ComplaintWorld {
 protected:
  void SetUp() override {
    ComplaintWorld::SetUp();
    complaints::register_attachment_owners(depot->owners);
    site = std::make_unique<accounts::Site>(database(), clock,
                                            accounts::SiteOptions{.public_url = "https://recours.example"});
    complaints::register_recording_pages(*site, *depot);
  }
  Browser as(const accounts::Viewer& viewer) { return std::move(Browser(*site, database(), clock).enter(viewer)); }

  // What is typed in step 1 for written(), with what is added last winning; an empty value takes a field away.
  FormFields typed(FormFields more = {}) const {
    FormFields fields{{"contact_id", std::to_string(camille.value)},
                      {"sent_on", "2026-11-02"},
                      {"received_on", "2026-11-04"},
                      {"proof_of_sending", "postmark"},
                      {"complexity", "medium"},
                      {"channel", "letter"},
                      {"medium", "durable"},
                      {"subject", "contract"},
                      {"title", "Frais prélevés deux fois"},
                      {"details", "Les frais d’arbitrage ont été prélevés deux fois en octobre."},
                      {"reason", "pricing/fees"},
                      {"activity", "insurance"},
                      {"product", "life_insurance"},
                      {"capacity", "client"},
                      {"linked", "contract/" + std::to_string(contract)},
                      {"grievances", "Frais prélevés deux fois"}};
    for (auto& [name, value] : more) {
      std::erase_if(fields, [&, n = &name](const auto& field) { return field.first == *n; });
      fields.emplace_back(name, value);
    }
    return fields;
  }

  // Step 1 sent; the id of its draft.
  complaints::ComplaintId drafted(Browser& browser, FormFields more = {}) {
    more.emplace_back("then", "keep");
    const auto answer = browser.post("/complaints/drafts", typed(std::move(more)));
    const auto location = header_of(answer, "Location").value_or("");
    EXPECT_EQ(answer.status, 303) << visible(answer);
    return {std::atoll(location.substr(std::string("/complaints/drafts/").size()).c_str())};
  }
  static std::string path(complaints::ComplaintId draft, const std::string& more = "") {
    return "/complaints/drafts/" + std::to_string(draft.value) + more;
  }
  complaints::Complaint draft_of(const accounts::Viewer& viewer, complaints::ComplaintId id) {
    return complaints::require_draft(*database().reader(), viewer, id);
  }
  std::int64_t journal(const std::string& action) {
    return database().reader()->value<std::int64_t>("SELECT COUNT(*) AS value FROM journal_entry WHERE action = '" +
                                                    action + "'");
  }

  TestClock clock{now};
  TestDepot depot;
  std::unique_ptr<accounts::Site> site;
};

inline std::string location_of(const http::Response& response) { return header_of(response, "Location").value_or(""); }

}  // namespace recours::testing_support
