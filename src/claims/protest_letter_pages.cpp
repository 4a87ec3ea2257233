// R-691 The protest to the carrier: a small form that is filled in from the claim, and the letter as a PDF. Page and API.
#include <boost/json.hpp>

#include "accounts/organisation_calendar.h"
#include "accounts/page_words.h"
#include "accounts/settings.h"
#include "calendar/deadlines.h"
#include "base/text.h"
#include "claims/carriage_store.h"
#include "claims/carrier_view.h"
#include "claims/claim_crumbs_view.h"
#include "claims/claim_page.h"
#include "claims/claims_api.h"
#include "claims/claims_pages.h"
#include "claims/page_parts.h"
#include "claims/protest_letter.h"
#include "http/pdf_answer.h"
#include "sales/invoice_store.h"
#include "ui/refusal_errors.h"

namespace recours::claims {

using namespace page_words;

namespace {

struct Protest {
  Claim claim;
  std::vector<ClaimLine> lines;
  Carriage carriage;
  sales::Account account;
};

// Of claims about the carriage only; NotFound otherwise.
Protest named_protest(Visit& visit) {
  Protest protest{require_claim(visit.reader, visit.viewer, visit.request.path_value("number")), {}, {}, {}};
  if (!is_about_carriage(protest.claim)) throw NotFound("not about the carriage");
  protest.lines = list_claim_lines(visit.reader, {protest.claim.id});
  protest.carriage = carriage_of(visit.reader, protest.claim.id);
  protest.account = sales::find_account(visit.reader, protest.claim.account).value();
  return protest;
}

ProtestDraft prefilled(const Protest& protest) {
  return prefilled(protest.claim, protest.lines, protest.carriage, protest.account);
}

Html form_of(Visit& visit, const Protest& protest, const ProtestDraft& draft, const std::string& day,
             const ui::FieldErrors& errors) {
  const Language l = visit.language();
  const std::string path = "/claims/" + protest.claim.number;
  return ui::post_form(
      path + "/protest-letter", visit.frame.csrf,
      ui::text_field(l, {"carrier", tr(l, "Carrier"), draft.carrier, "", errors.of("carrier"), true}) +
          ui::text_area(l, {"address", tr(l, "Address of the carrier"), draft.address,
                            tr(l, "Where registered letters reach it; one line each."), errors.of("address"), true}) +
          ui::text_field(l, {"received_on", tr(l, "Received on"), day, "", errors.of("received_on"), true},
                         {{"type", "date"}}) +
          ui::text_field(l, {"place", tr(l, "Place of signature"), draft.place, "", errors.of("place"), false}) +
          ui::text_area(l,
                        {"damage", tr(l, "Exact damage or what is missing"), draft.damage,
                         tr(l, "Article by article. “Subject to unpacking” alone is worth nothing."),
                         errors.of("damage"), true},
                        8) +
          el("div", {{"class", "form-actions"}}, ui::link_button(ui::Weight::Ghost, tr(l, "Back"), path),
             ui::button(ui::Weight::Primary, ui::icon("download") + tr(l, "Make the letter (PDF)"))),
      {{"class", "form"}, {"novalidate", true}});
}

// R-691 A protest that leaves late may still bring something, but not the right that has lapsed.
std::vector<ui::Notice> late_notices(const Visit& visit, const Protest& protest, const ProtestDraft& draft) {
  const auto received = draft.received_on ? draft.received_on : protest.carriage.delivered_on;
  if (!received) return {};
  const auto due = calendar::carrier_protest(*received, accounts::holidays_of(visit.reader)).due;
  if (visit.today() <= due) return {};
  return {{ui::Notice::Kind::Warning,
           tr(visit.language(),
              "The time of the protest is over since {1}. You may still send the letter, but the carrier can invoke the "
              "lapse of your claim (article L133-3 of the Commercial Code).",
              due)}};
}

http::Response form_page(Visit& visit, const Protest& protest, const ProtestDraft& draft, const std::string& day,
                         const ui::FieldErrors& errors = {}, int status = 200) {
  const Language l = visit.language();
  ui::Page page;
  page.title = tr(l, "Protest to the carrier");
  page.crumbs = {list_crumb(visit), {protest.claim.number, "/claims/" + protest.claim.number}};
  page.notices = late_notices(visit, protest, draft);
  page.content = el("p", {{"class", "lead"}},
                    tr(l, "The letter is filled in from the claim. Check it, sign it, and send it by registered letter with "
                          "acknowledgement of receipt.")) +
                 ui::error_summary(l, errors) + ui::card(tr(l, "Deadline"), carrier_deadline(visit, protest.claim)) +
                 form_of(visit, protest, draft, day, errors);
  return visit.page(page, status);
}

http::Response letter_answer(Visit& visit, const Protest& protest, const ProtestDraft& draft) {
  const auto due = calendar::carrier_protest(*draft.received_on, accounts::holidays_of(visit.reader)).due;
  const ProtestFacts facts{protest.claim,
                           protest.lines,
                           protest.carriage,
                           protest.account,
                           accounts::find_setting(visit.reader, "organisation").value_or(""),
                           visit.today(),
                           due};
  return http::pdf_answer(print::pdf_of(protest_letter(draft, facts)), "protestation-" + protest.claim.number + ".pdf");
}

std::string iso_or_empty(const std::optional<Date>& day) { return day ? day->iso() : ""; }

http::Response show_form(Visit& visit) {
  const auto protest = named_protest(visit);
  const auto draft = prefilled(protest);
  return form_page(visit, protest, draft, iso_or_empty(draft.received_on));
}

http::Response make_letter(Visit& visit) {
  const auto protest = named_protest(visit);
  const auto fields = visit.request.form();
  const auto text = [&](const char* name) { return std::string(trim(fields.text(name))); };
  const ProtestDraft draft{text("carrier"), text("address"), text("place"), Date::parse(text("received_on")),
                           text("damage")};
  if (const auto refusal = check_protest(draft, visit.today())) {
    return form_page(visit, protest, draft, text("received_on"), ui::errors_of(visit.language(), *refusal), 422);
  }
  return letter_answer(visit, protest, draft);
}

// What is not said is taken from the claim.
http::Response answer_letter(Visit& visit) {
  const auto protest = named_protest(visit);
  auto draft = prefilled(protest);
  const auto body = visit.request.body.empty() ? boost::json::object() : accounts::json_body(visit.request);
  const auto take = [&](const char* name, std::string& value) {
    const auto* said = body.if_contains(name);
    if (said && said->is_string()) value = std::string(trim(said->as_string()));
  };
  take("carrier", draft.carrier);
  take("address", draft.address);
  take("place", draft.place);
  take("damage", draft.damage);
  std::string day = iso_or_empty(draft.received_on);
  take("received_on", day);
  draft.received_on = Date::parse_iso(day);
  if (const auto refusal = check_protest(draft, visit.today())) return accounts::problem(visit, *refusal);
  return letter_answer(visit, protest, draft);
}

}  // namespace

void register_protest_letter(accounts::Site& site) {
  site.page(Method::Get, "/claims/{number}/protest-letter", Right::SeeClaims, show_form);
  site.page(Method::Post, "/claims/{number}/protest-letter", Right::SeeClaims, make_letter);
  site.api(Method::Post, "/api/v1/claims/{number}/protest-letter", Right::SeeClaims, answer_letter);
}

}  // namespace recours::claims
