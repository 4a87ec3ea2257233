// Étape 3 and 4: the declaration for one line and one type, put into the basket or changed there.
#include "accounts/page_words.h"
#include "base/readable.h"
#include "claims/acting_store.h"
#include "claims/acting_view.h"
#include "claims/basket_actions.h"
#include "claims/claim_files.h"
#include "claims/claims_pages.h"
#include "claims/declaration_files_form.h"
#include "claims/judgement_store.h"
#include "claims/type_picker.h"
#include "ui/hidden_field.h"

namespace recours::claims {

using namespace page_words;

namespace {

// The line and the type a declaration is about, and what the rules say today.
struct Target {
  sales::LineWithInvoice found;
  Policies policies;
  const ClaimType* type = nullptr;
  Decimal free_quantity;

  Situation situation(Date today, std::optional<Date> end_customer_invoice_on = {}) const {
    return {found.line, found.invoice.issued_on, today, free_quantity, end_customer_invoice_on};
  }
  const DoaPolicy* doa() const {
    return type->by_doa_policy ? policies.doa_on(found.line, found.invoice.issued_on) : nullptr;
  }
};

Target require_target(Visit& visit, sales::InvoiceLineId line, std::string_view department, std::string_view code) {
  Target target;
  target.found = sales::require_line(visit.reader, visit.viewer, line);
  target.policies = load_policies(visit.reader);
  target.type = target.policies.type_on(department, code, target.found.invoice.issued_on);
  if (!target.type || !is_offered_to(visit.viewer, *target.type)) throw NotFound();
  const auto free = free_quantities(visit.reader, {target.found.line});
  target.free_quantity = free.contains(line) ? free.at(line) : target.found.line.quantity;
  return target;
}

// From the fields "line" and "type" (CS-22).
Target require_target(Visit& visit, const http::Fields& fields) {
  const auto line = Decimal::parse(fields.text("line"));
  if (!line || !line->value.is_whole() || line->value <= Decimal()) throw NotFound();
  const std::string_view type = fields.text("type");
  const auto dash = type.find('-');
  if (dash == std::string_view::npos) throw NotFound();
  return require_target(visit, sales::InvoiceLineId{line->value.micros() / Decimal::kScale}, type.substr(0, dash),
                        type.substr(dash + 1));
}

// Where the form goes and where one comes back to.
struct Purpose {
  const Uploads& uploads;
  enum class Kind { Add, Change } kind = Kind::Add;
  std::string action = "/basket/items";
  std::string back;
  std::int64_t version = 0;              // of the item that is changed
  std::optional<ClaimLineId> item = {};  // that is changed
};

Purpose adding(const Uploads& uploads, const http::Fields& fields) {
  return {uploads, Purpose::Kind::Add, "/basket/items", local_or(fields.text("back"), "/claims/new"), 0, {}};
}

// ---- the form

// Whose claim it is, for staff who act for a reseller.
using Facts = std::vector<std::pair<std::string, Html>>;
Facts account_facts(const Visit& visit, const sales::Invoice& invoice) {
  if (!visit.viewer.sees_all_accounts()) return {};
  return {{tr(visit.language(), "Account"), Html(invoice.account_name) + " – " + figures(invoice.customer_no)}};
}

Html target_facts(const Visit& visit, const Target& target, const std::string& variant) {
  const Language l = visit.language();
  const auto& [line, invoice] = target.found;
  Facts items = account_facts(visit, invoice);
  const Facts sold{
      {tr(l, "Invoice number – invoice date"), figures(invoice.number + " – " + ui::format_date(l, invoice.issued_on))},
      {tr(l, "Article number"), figures(line.article_no)},
      {tr(l, "Description"), line.description},
      {tr(l, "Quantity"), figures(ui::format_number(l, line.quantity))},
      {tr(l, "Type of claim"), target.type->code + " – " + reason_name(l, *target.type, variant)},
      {tr(l, "Category"), category_label(l, target.type->category)}};
  items.insert(items.end(), sold.begin(), sold.end());
  return el("div", {{"class", "facts-wide"}}, ui::facts(items));
}

Html last_day(Language l, const Eligibility& eligibility, Date today) {
  const auto* allowed = std::get_if<Allowed>(&eligibility);
  if (!allowed || !allowed->until) return {};
  return el("p", {{"class", "strong"}}, ui::icon("calendar-due"), " ",
            tr(l, "Possible until {1}", ui::format_date_with_distance(l, *allowed->until, today)));
}

Html fee_notice(Language l, const Target& target, Date today) {
  const Decimal percent = target.policies.fee_percent_on(*target.type, today);
  if (percent <= Decimal()) return {};
  const std::int64_t whole = share_of_cents(target.found.line.net_cents, percent, Decimal::of(100));
  return ui::notice(ui::Tone::Warning, tr(l, "A fee of {1} % of the net amount applies: {2} for the whole line.",
                                          percent, recours::Money{whole, target.found.invoice.currency}));
}

Html hidden_fields(const Target& target, const Purpose& purpose) {
  return ui::hidden("line", std::to_string(target.found.line.id.value)) +
         ui::hidden("type", target.type->department + "-" + target.type->code) + ui::hidden("back", purpose.back) +
         (purpose.kind == Purpose::Kind::Add ? ui::hidden("idempotency_key", random_key())
                                             : ui::hidden("version", std::to_string(purpose.version)));
}

FilesContext files_context(const Target& target, const Purpose& purpose) {
  return {purpose.uploads, target.found, *target.type, purpose.item};
}

Html form_html(Visit& visit, const Target& target, const Purpose& purpose, const DeclarationForm& form,
               const Html& first) {
  const Language l = visit.language();
  const FormContext context{target.found.line,
                            *target.type,
                            target.doa(),
                            target.free_quantity,
                            target.found.invoice.currency,
                            declaration_files_field(visit, form, files_context(target, purpose))};
  const std::string submit = purpose.kind == Purpose::Kind::Add ? tr(l, "Add") : tr(l, "Save the change");
  return ui::post_form(
      purpose.action, visit.frame.csrf,
      el("template", {{"data-kept", true}},
         ui::notice(ui::Tone::Info, tr(l, "What you had typed before signing in again is back."))) +
          hidden_fields(target, purpose) + first + declaration_fields(l, form, context) + fee_notice(l, target, visit.today()) +
          el("div", {{"class", "form-footer"}}, ui::link_button(ui::Weight::Ghost, tr(l, "Cancel"), purpose.back),
             ui::button(ui::Weight::Primary, submit)),
      {{"class", "form"}, {"enctype", "multipart/form-data"}, {"data-guard", true}, {"novalidate", true}});
}

Html impossible_html(Language l, const std::vector<Obstacle>& obstacles, const std::string& back) {
  return ui::notice(ui::Tone::Danger,
                    el("p", {{"class", "strong"}}, tr(l, "This type of claim is not possible on this line.")) +
                        obstacle_list(l, obstacles)) +
         ui::link_button(ui::Weight::Secondary, tr(l, "Choose another type"), back);
}

// R-613 What stands against it, and why it is declared all the same.
Html set_aside_fields(Language l, const std::vector<Obstacle>& obstacles, const DeclarationForm& form) {
  const ui::Field reason{
      "staff_reason",
      tr(l, "Why do you declare it all the same?"),
      form.staff_reason,
      tr(l, "Stays in the history, which the reseller reads too, and under “Explain”. A person decides."),
      form.errors.of("staff_reason"),
      true};
  return el("fieldset", {{"class", "form-group"}}, el("legend", {}, tr(l, "Rule set aside")),
            ui::notice(ui::Tone::Warning, el("p", {{"class", "strong"}}, tr(l, "A rule denies this type on this line.")) +
                                              obstacle_list(l, obstacles)),
            el("div", {{"class", "set-aside"}}, ui::text_area(l, reason, 2)));
}

http::Response form_page(Visit& visit, const Target& target, const Purpose& purpose, const DeclarationForm& form,
                         Html above = {}, int status = 200) {
  const Language l = visit.language();
  const auto eligibility = evaluate(target.situation(visit.today()), *target.type, target.policies);
  const auto* denied = std::get_if<Denied>(&eligibility);
  const bool by_staff = denied && may_set_aside(visit.viewer) && all_may_be_set_aside(denied->obstacles);
  const bool possible = !denied || by_staff;
  const auto& invoice = target.found.invoice;
  ui::Page page;
  page.title =
      purpose.kind == Purpose::Kind::Add ? tr(l, "Step 3: registration of the claim") : tr(l, "Change the declaration");
  page.content = acting_banner(visit, invoice.account_name, invoice.customer_no) +
                 claim_steps(l, ClaimStep::Declaration, purpose.back, acting_for(visit, invoice.customer_no)) +
                 ui::when(possible, above + ui::error_summary(l, form.errors)) +
                 ui::card(tr(l, "What the claim is about"),
                          target_facts(visit, target, form.variant) + last_day(l, eligibility, visit.today()));
  page.content += possible ? form_html(visit, target, purpose, form,
                                       by_staff ? set_aside_fields(l, denied->obstacles, form) : Html())
                           : impossible_html(l, denied->obstacles, purpose.back);
  return visit.page(page, status);
}

http::Response show_declaration(Visit& visit, const Uploads& uploads) {
  const auto& query = visit.request.query;
  const Target target = require_target(visit, query);
  return form_page(visit, target, adding(uploads, query),
                   blank_declaration_form(contact_for(visit.reader, visit.viewer, target.found.invoice.account, visit.today()),
                                          std::string(query.text("variant"))));
}

// ---- what the rules refused

// The whole form again with everything wrong in it at once: what could not be read, and what the rules say of the rest.
http::Response refused_page(Visit& visit, const Target& target, const Purpose& purpose, DeclarationForm form,
                            ReadDeclaration read, const std::optional<Refusal>& refusal) {
  const Language l = visit.language();
  std::vector<FieldRefusal> refused;
  if (refusal) {
    refused = refusal->fields;
  } else {
    read.declaration.files = counted(files_of(visit, form, purpose.item));
    const auto admitted =
        admit(read.declaration, target.situation(visit.today(), read.declaration.end_customer_invoice_on), *target.type,
              target.policies);
    if (!admitted) refused = admitted.error().fields;
  }
  form.errors = form_errors(l, read.unreadable, refused);
  const bool reason_missing = may_set_aside(visit.viewer) && is_blank(form.staff_reason);
  Html above;
  for (const auto& one : refused) {
    if (one.field == "code" && reason_missing && form.errors.of("staff_reason").empty()) {
      form.errors.items.emplace_back("staff_reason", tr(l, "Please fill in this field."));
    }
    if (one.field == "code" && !reason_missing) above += ui::notice(ui::Tone::Danger, ui::tr_message(l, one.message));
  }
  if (refusal && refusal->code == "idempotency_key_reused") {
    above =
        ui::notice(ui::Tone::Warning, tr(l, "This declaration has already been added; send again to add another one."));
  } else if (above.empty() && form.errors.empty() && refusal) {
    above = ui::notice(ui::Tone::Danger, ui::tr_message(l, refusal->message));
  }
  const bool conflict = refusal && refusal->kind == Refusal::Kind::Conflict;
  return form_page(visit, target, purpose, form, above, conflict ? 409 : 422);
}

// The declaration as it was sent, with the files that came along.
ReadDeclaration read_sent(Visit& visit, const Target& target, const Purpose& purpose, DeclarationForm& form) {
  auto refused = take_sent_files(visit, form, files_context(target, purpose));
  ReadDeclaration read = to_declaration(form, target.found.line, *target.type);
  if (purpose.item) read.declaration.attachments.reset();  // the item has its files already
  for (auto& one : refused) read.unreadable.push_back(std::move(one));
  return read;
}

http::Response add(Visit& visit, const Uploads& uploads) {
  const http::Fields fields = visit.request.form();
  const Target target = require_target(visit, fields);
  const Purpose purpose = adding(uploads, fields);
  DeclarationForm form = read_declaration_form(fields);
  const ReadDeclaration read = read_sent(visit, target, purpose, form);
  if (!read.unreadable.empty()) return refused_page(visit, target, purpose, form, read, {});
  const auto added = add_item(visit.database, visit.viewer, read.declaration, visit.now,
                              accounts::idempotency_key(visit.viewer.id, "basket/items", visit.request));
  if (!added) return refused_page(visit, target, purpose, form, read, added.error());
  const std::string step_four =
      address("/basket/items/" + std::to_string(added->id.value) + "/added", {{"back", purpose.back}});
  return http::Response::redirect(local_or(fields.text("then"), step_four));
}

// ---- Étape 4

http::Response show_added(Visit& visit) {
  const Language l = visit.language();
  const auto item = require_basket_item(visit.reader, visit.viewer, visit.request.path_id<ClaimLineId>("id"));
  const std::string account = acting_for(visit, item.claim.customer_no);
  const std::string back = local_or(visit.request.query.text("back"), address("/claims/new", {{"for", account}}));
  ui::Page page;
  page.title = tr(l, "Step 4: declaration added");
  page.content =
      acting_banner(visit, item.claim.account_name, item.claim.customer_no) +
      claim_steps(l, ClaimStep::Added, back, account) +
      el("div", {{"class", "done"}}, el("span", {{"class", "done-icon"}}, ui::icon("circle-check")),
         el("h2", {}, tr(l, "Reservation number"), " ", ui::copyable(l, item.line.reservation_number)),
         el("p", {},
            tr(l, "The declaration was added successfully – current state: {1}", label_of(l, Authorisation::InBasket))),
         el("p", {{"class", "muted"}}, tr(l, "It is only sent once you confirm your basket.")),
         el("div", {{"class", "cluster"}}, ui::link_button(ui::Weight::Secondary, tr(l, "Another declaration"), back),
            ui::link_button(ui::Weight::Primary, tr(l, "Validate your declaration"), "/basket",
                            {{"data-primary", true}})));
  return visit.page(page);
}

// ---- changing what lies in the basket

Purpose changing(const Uploads& uploads, ClaimLineId id, std::int64_t version) {
  return {uploads, Purpose::Kind::Change, "/basket/items/" + std::to_string(id.value), "/basket", version, id};
}

http::Response show_edit(Visit& visit, const Uploads& uploads) {
  const auto item = require_basket_item(visit.reader, visit.viewer, visit.request.path_id<ClaimLineId>("id"));
  const Target target = require_target(visit, item.line.invoice_line, item.claim.department, item.claim.code);
  const DeclarationForm form = form_of(visit.language(), declaration_of(item.line, item.claim), target.found.line);
  return form_page(visit, target, changing(uploads, item.line.id, item.line.version), form);
}

// Changed in another window meanwhile: what was typed here is shown, to be saved knowingly.
http::Response stale_page(Visit& visit, const Target& target, const Purpose& purpose, const DeclarationForm& form) {
  const Language l = visit.language();
  return form_page(
      visit, target, purpose, form,
      ui::notice(ui::Tone::Warning, tr(l,
                                       "This declaration was changed in another window meanwhile. What you typed is "
                                       "below; save it to replace the other version.")),
      409);
}

http::Response change(Visit& visit, const Uploads& uploads) {
  const auto item = require_basket_item(visit.reader, visit.viewer, visit.request.path_id<ClaimLineId>("id"));
  const Target target = require_target(visit, item.line.invoice_line, item.claim.department, item.claim.code);
  const http::Fields fields = visit.request.form();
  const Purpose purpose = changing(uploads, item.line.id, item.line.version);
  DeclarationForm form = read_declaration_form(fields);
  const ReadDeclaration read = read_sent(visit, target, purpose, form);
  if (fields.text("version") != std::to_string(item.line.version)) return stale_page(visit, target, purpose, form);
  if (!read.unreadable.empty()) return refused_page(visit, target, purpose, form, read, {});
  const auto changed =
      change_item(visit.database, visit.viewer, item.line.id, read.declaration, item.line.version, visit.now);
  if (!changed) return refused_page(visit, target, purpose, form, read, changed.error());
  return http::Response::redirect("/basket");
}

}  // namespace

void register_declaration_pages(accounts::Site& site, const attachments::Depot& depot) {
  const auto uploads = std::make_shared<const Uploads>(Uploads{depot, site.options().public_url});
  const auto page = [&](Method method, const char* pattern, http::Response (*handler)(Visit&, const Uploads&)) {
    site.page(method, pattern, Right::OpenClaim, [uploads, handler](Visit& visit) { return handler(visit, *uploads); });
    if (method == Method::Post) site.takes_files(method, pattern, attachments::kMostFormBytes);
  };
  page(Method::Get, "/claims/new/declaration", show_declaration);
  page(Method::Post, "/basket/items", add);
  site.page(Method::Get, "/basket/items/{id}/added", Right::OpenClaim, show_added);
  page(Method::Get, "/basket/items/{id}/edit", show_edit);
  page(Method::Post, "/basket/items/{id}", change);
}

}  // namespace recours::claims
