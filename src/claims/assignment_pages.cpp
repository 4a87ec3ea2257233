// M'attribuer, Attribuer à…, Retirer l'attribution: from the page of a claim and from a row of a queue.
#include "accounts/page_words.h"
#include "base/whole_number.h"
#include "claims/assignment_actions.h"
#include "claims/claim_page.h"
#include "claims/queue_pages.h"

namespace recours::claims {

using namespace page_words;

namespace {

std::optional<UserId> assignee_of(const Visit& visit, std::string_view text) {
  if (text.empty()) return std::nullopt;
  if (text == "me") return visit.viewer.id;
  return UserId{whole_number(text).value_or(-1)};
}

//
http::Response assign_from_form(Visit& visit) {
  const auto number = visit.request.path_value("number");
  const auto fields = visit.request.form();
  const auto done = assign(visit.database, visit.viewer, number, assignee_of(visit, fields.text("assignee")),
                           whole_number(fields.text("version")), visit.now);
  if (done) return http::Response::redirect(local_or(fields.text("back"), "/claims/" + done->number));
  const Claim claim = require_claim(visit.reader, visit.viewer, number);
  return claim_page(visit, claim, {{ui::Notice::Kind::Danger, ui::tr_message(visit.language(), done.error().message)}},
                    422);
}

}  // namespace

void register_assignment_pages(accounts::Site& site) {
  site.page(Method::Post, "/claims/{number}/assignment", Right::DecideClaim, assign_from_form);
}

}  // namespace recours::claims
