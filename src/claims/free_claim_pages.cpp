#include "claims/free_claim_pages.h"

#include <boost/json.hpp>

#include "accounts/page_words.h"
#include "claims/acting_store.h"
#include "claims/acting_view.h"
#include "claims/free_claim_actions.h"
#include "claims/free_claim_form.h"
#include "ui/hidden_field.h"

namespace recours::claims {

using namespace page_words;

namespace {

constexpr const char* kPath = "/claims/new/without-invoice";

// Of the account whose number stands in the form, whoever typed it.
Html banner_of(Visit& visit, const FreeClaimForm& form) {
  const auto account = sales::find_account_by_customer_no(visit.reader, form.customer_no);
  return account ? acting_banner(visit.language(), account->name, account->customer_no) : Html();
}

http::Response form_page(Visit& visit, const FreeClaimForm& form, int status = 200, Html above = {}) {
  const Language l = visit.language();
  const Policies policies = load_policies(visit.reader);
  const auto manufacturers = sales::list_manufacturers(visit.reader);
  ui::Page page;
  page.title = tr(l, "Claim without invoice");
  page.lead = tr(l, "For what stands on no invoice. It is registered at once and lives on as every claim.");
  page.crumbs = {{tr(l, "Open a claim"), "/claims/new"}};
  page.content =
      banner_of(visit, form) + above + ui::error_summary(l, form.errors) +
      ui::post_form(kPath, visit.frame.csrf,
                    ui::hidden("idempotency_key", random_key()) +
                        free_claim_fields(l, form, {policies, manufacturers, visit.today()}) +
                        el("div", {{"class", "form-footer"}},
                           ui::link_button(ui::Weight::Ghost, tr(l, "Cancel"), "/claims/new"),
                           ui::button(ui::Weight::Primary, tr(l, "Register the claim"), {{"data-primary", true}})),
                    {{"class", "form"}, {"data-guard", true}, {"novalidate", true}});
  return visit.page(page, status);
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

http::Response enter(Visit& visit) {
  const Language l = visit.language();
  FreeClaimForm form = read_free_claim_form(visit.request.form());
  const auto read = to_free_claim(form, sales::list_manufacturers(visit.reader));
  if (!read.unreadable.empty()) {
    const auto admitted = admit_free(read.claim, load_policies(visit.reader), visit.today());
    form.errors = free_claim_errors(l, read.unreadable, admitted ? std::vector<FieldRefusal>() : admitted.error().fields);
    return form_page(visit, form, 422);
  }
  const auto key = accounts::idempotency_key(visit.viewer.id, "claims", visit.request);
  const auto answer = register_free_claim(visit.database, visit.viewer, read.claim, visit.now, key);
  if (answer) return http::Response::redirect(registered_address(answer->body));
  form.errors = free_claim_errors(l, {}, answer.error().fields);
  const Html above = form.errors.empty() ? ui::notice(ui::Tone::Warning, ui::tr_message(l, answer.error().message)) : Html();
  return form_page(visit, form, answer.error().kind == Refusal::Kind::Conflict ? 409 : 422, above);
}

}  // namespace

void register_free_claim_pages(accounts::Site& site) {
  site.page(Method::Get, kPath, Right::DecideClaim, show_form);
  site.page(Method::Post, kPath, Right::DecideClaim, enter);
}

}  // namespace recours::claims
