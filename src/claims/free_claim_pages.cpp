#include "claims/free_claim_pages.h"

#include <boost/json.hpp>

#include "accounts/page_words.h"
#include "claims/acting_store.h"
#include "claims/acting_view.h"
#include "claims/free_claim_actions.h"
#include "claims/free_claim_form.h"
#include "claims/free_claim_twins_store.h"
#include "ui/hidden_field.h"

namespace recours::claims {

using namespace page_words;

namespace {

constexpr const char* kPath = "/claims/new/without-invoice";
constexpr std::size_t kMostTwins = 20;

// Of the account whose number stands in the form, whoever typed it.
Html banner_of(Visit& visit, const FreeClaimForm& form) {
  const auto account = sales::find_account_by_customer_no(visit.reader, form.customer_no);
  return account ? acting_banner(visit.language(), account->name, account->customer_no) : Html();
}

// R-618 The claims that may be the same one, and the box that says it is another.
Html twins_of(Visit& visit, const FreeClaimForm& form, const std::vector<Twin>& twins) {
  const Language l = visit.language();
  if (twins.empty() && form.confirmed.empty()) return {};
  const Html list = ui::each(twins, [&](const Twin& one) {
    const std::string why = one.serial.empty() ? tr(l, "Same invoice number as told, same article")
                                               : tr(l, "Serial number {1}", one.serial);
    return el("li", {}, el("a", {{"href", "/claims/" + one.number}, {"target", "_blank"}}, figures(one.number)), " – ",
              why, " (", figures(one.customer_no), ")");
  });
  const ui::Field box{"confirmed", tr(l, "Another claim?"), "", "", form.errors.of("confirmed")};
  return el("fieldset", {{"class", "form-group"}}, el("legend", {}, tr(l, "Claims about the same goods?")),
            ui::when(!twins.empty(), el("ul", {}, list)),
            ui::checkbox_field(l, box, {{"1", tr(l, "Register all the same: it is another claim")}}, {form.confirmed}));
}

struct Shown {
  int status = 200;
  Html above = {};
  std::vector<Twin> twins = {};
};
http::Response form_page(Visit& visit, const FreeClaimForm& form, const Shown& shown = {}) {
  const Language l = visit.language();
  const Policies policies = load_policies(visit.reader);
  const auto manufacturers = sales::list_manufacturers(visit.reader);
  ui::Page page;
  page.title = tr(l, "Claim without invoice");
  page.lead = tr(l, "For what stands on no invoice. It is registered at once and lives on as every claim.");
  page.crumbs = {{tr(l, "Open a claim"), "/claims/new"}};
  page.content =
      banner_of(visit, form) + shown.above + ui::error_summary(l, form.errors) +
      ui::post_form(kPath, visit.frame.csrf,
                    ui::hidden("idempotency_key", random_key()) +
                        free_claim_fields(l, form, {policies, manufacturers, visit.today()}) +
                        twins_of(visit, form, shown.twins) +
                        el("div", {{"class", "form-footer"}},
                           ui::link_button(ui::Weight::Ghost, tr(l, "Cancel"), "/claims/new"),
                           ui::button(ui::Weight::Primary, tr(l, "Register the claim"), {{"data-primary", true}})),
                    {{"class", "form"}, {"data-guard", true}, {"novalidate", true}});
  return visit.page(page, shown.status);
}

// For an account chosen before: its number and its contact stand there already.
http::Response show_form(Visit& visit) {
  FreeClaimForm form;
  const auto account = acted_for(visit.reader, visit.viewer, visit.request.query.text("for"));
  if (account) {
    const Contact contact = contact_for(visit.reader, visit.viewer, account->id, visit.today());
    form.customer_no = account->customer_no;
    form.contact_name = contact.name;
    form.contact_email = contact.email;
    form.contact_phone = contact.phone;
  }
  return form_page(visit, form);
}

std::string registered_address(const std::string& answer) {
  const auto registered = boost::json::parse(answer);
  const auto& claim = registered.at("claims").as_array().front();
  return address("/basket/confirmed", {{"claim", claim.at("number").as_string().c_str()}});
}

// Where the invoice is here after all, the way to its lines; where others are about the same goods, which ones.
http::Response refused_page(Visit& visit, const FreeClaimForm& form, const FreeClaim& claim, const Refusal& refusal) {
  const Language l = visit.language();
  Shown shown;
  shown.status = refusal.kind == Refusal::Kind::Conflict ? 409 : 422;
  if (refusal.code == "possible_duplicate") shown.twins = list_twins(visit.reader, claim, kMostTwins);
  if (refusal.code == "invoice_known") {
    const Query query{{"for", claim.customer_no}, {"number_type", "invoice"}, {"number", claim.told_invoice_no}};
    shown.above = ui::notice(ui::Tone::Warning, Html(ui::tr_message(l, refusal.message)) + " " +
                                                    el("a", {{"href", address("/claims/new/lines", query)}},
                                                       tr(l, "See the lines of this invoice")));
  } else if (form.errors.empty()) {
    shown.above = ui::notice(ui::Tone::Warning, ui::tr_message(l, refusal.message));
  }
  return form_page(visit, form, shown);
}

http::Response enter(Visit& visit) {
  const Language l = visit.language();
  FreeClaimForm form = read_free_claim_form(visit.request.form());
  const auto read = to_free_claim(form, sales::list_manufacturers(visit.reader));
  if (!read.unreadable.empty()) {
    const auto admitted = admit_free(read.claim, load_policies(visit.reader), visit.today());
    form.errors = free_claim_errors(l, read.unreadable, admitted ? std::vector<FieldRefusal>() : admitted.error().fields);
    return form_page(visit, form, {422});
  }
  const auto key = accounts::idempotency_key(visit.viewer.id, "claims", visit.request);
  const auto answer = register_free_claim(visit.database, visit.viewer, read.claim, visit.now, key);
  if (answer) return http::Response::redirect(registered_address(answer->body));
  form.errors = free_claim_errors(l, {}, answer.error().fields);
  return refused_page(visit, form, read.claim, answer.error());
}

}  // namespace

void register_free_claim_pages(accounts::Site& site) {
  site.page(Method::Get, kPath, Right::DecideClaim, show_form);
  site.page(Method::Post, kPath, Right::DecideClaim, enter);
}

}  // namespace recours::claims
