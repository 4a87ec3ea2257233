// R-685 Avoirs à rapprocher: imported credit notes and corrected invoices that wait for their claim, one of them with
// what it may settle, and what became of those that are placed.
#include "accounts/list_request.h"
#include "accounts/page_words.h"
#include "base/whole_number.h"
#include "claims/claims_pages.h"
#include "claims/credit_document_actions.h"
#include "claims/page_parts.h"
#include "claims/transition.h"
#include "ui/done_notice.h"
#include "ui/hidden_field.h"
#include "ui/refusal_errors.h"

namespace recours::claims {

using namespace page_words;

namespace {

constexpr const char* kPath = "/credit-notes";
constexpr int kPerPage = 50;

std::string path_of(sales::InvoiceId id) { return std::string(kPath) + "/" + std::to_string(id.value); }

std::string kind_of(Language l, const CreditDocument& document) {
  return document.type == "384" ? tr(l, "Corrected invoice") : tr(l, "Credit note");
}

// ---- the list

Html table_of(Language l, const std::vector<CreditDocument>& documents) {
  ui::Table table;
  table.caption = tr(l, "Imported credit notes");
  table.columns = {column(tr(l, "Number")), column(tr(l, "Date"), ui::Column::Kind::Date), column(tr(l, "Kind")),
                   column(tr(l, "Account")), column(tr(l, "Net amount"), ui::Column::Kind::Number)};
  for (const auto& one : documents) {
    table.rows.push_back({{figures(one.number), figures(ui::format_date(l, one.issued_on)), kind_of(l, one),
                           Html(one.account_name) + " " + figures(one.customer_no),
                           Html(ui::format_money(l, {one.net_cents, one.currency}))},
                          path_of(one.id)});
  }
  return ui::table(table);
}

Html nothing_here(Language l, CreditShelf shelf) {
  if (shelf == CreditShelf::Placed) {
    return ui::empty_state("archive", tr(l, "Nothing placed yet"),
                           tr(l, "Credit notes come here once their lines belong to a claim or were put aside."));
  }
  return ui::empty_state(
      "receipt-refund", tr(l, "No credit note waits"),
      tr(l, "An imported credit note settles its claim by itself when article and quantity name exactly one open line; "
            "the others come here."));
}

constexpr const char* key(const char* english) { return english; }  // xgettext collects it
constexpr ui::DoneWord kDone[] = {{"aside", key("The document was put aside.")}};

http::Response show_list(Visit& visit) {
  const Language l = visit.language();
  const bool placed = visit.request.query.text("state") == "placed";
  const auto shelf = placed ? CreditShelf::Placed : CreditShelf::Waiting;
  const std::string here = placed ? std::string(kPath) + "?state=placed" : kPath;
  const auto before = accounts::list_cursor<sales::InvoiceId>(visit.request.query, "before");
  const auto found = list_credit_documents(visit.reader, shelf, before, kPerPage);
  std::optional<std::string> newest, older;
  if (before) newest = here;
  if (found.next) older = here + (placed ? "&" : "?") + "before=" + std::to_string(found.next->value);
  ui::Page page;
  page.title = tr(l, "Credit notes to match");
  page.notices = ui::done_notices(l, visit.request, kDone);
  const std::vector<ui::Chip> chips{{tr(l, "Waiting"), kPath, !placed},
                                    {tr(l, "Placed"), std::string(kPath) + "?state=placed", placed}};
  page.content = el("div", {{"class", "toolbar"}}, ui::chips(tr(l, "State"), chips)) +
                 (found.items.empty() ? nothing_here(l, shelf) : table_of(l, found.items)) +
                 ui::pager(l, newest, older);
  return visit.page(page);
}

// ---- one of them

struct OpenLineShown {
  Claim claim;
  ClaimLine line;
};

std::vector<OpenLineShown> open_lines(Visit& visit, const CreditDocument& document) {
  const Command command = document.type == "384" ? Command::CorrectInvoice : Command::Credit;
  std::vector<OpenLineShown> open;
  for (const auto id : list_claims_cited(visit.reader, document)) {
    const Claim claim = require_claim(visit.reader, id);
    for (auto& line : lines_for(visit.viewer, claim, list_claim_lines(visit.reader, {id}), command)) {
      open.push_back({claim, std::move(line)});
    }
  }
  return open;
}

std::string choice_label(Language l, const OpenLineShown& open) {
  std::string label = open.claim.number + " · " + open.line.article_no + " · " + open.line.description;
  if (open.line.quantity > Decimal()) label += " · " + tr(l, "quantity {1}", open.line.quantity);
  return label + " · " + ui::format_money(l, {open.line.net_cents, open.claim.currency});
}

// Lines of the same article first: the others are there for what was booked under another number.
std::vector<ui::Choice> choices_for(Language l, const CreditLine& told, const std::vector<OpenLineShown>& open) {
  std::vector<ui::Choice> choices{{"", tr(l, "Choose a line")}};
  for (const bool same : {true, false}) {
    for (const auto& one : open) {
      if (is_same_article(keys_of(told.line), keys_of(one.line)) != same) continue;
      choices.push_back({std::to_string(one.line.id.value), choice_label(l, one), false,
                         same ? tr(l, "Same article") : tr(l, "Other articles")});
    }
  }
  return choices;
}

Html where_it_belongs(Language l, const CreditLine& told) {
  if (told.claim_number.empty()) {
    return ui::badge(ui::Tone::Neutral, tr(l, "Put aside")) + el("div", {{"class", "small"}}, told.reason);
  }
  return el("a", {{"class", "num"}, {"href", "/claims/" + told.claim_number}}, told.claim_number) +
         el("div", {{"class", "muted small num"}}, told.reservation_number);
}

struct MatchForm {
  std::string document_line, claim_line, reason;
  ui::FieldErrors errors;
};

Html match_form(Visit& visit, const CreditDocument& document, const CreditLine& told,
                const std::vector<OpenLineShown>& open, const MatchForm& form) {
  const Language l = visit.language();
  if (open.empty()) return el("span", {{"class", "muted"}}, tr(l, "No open line on the invoices it cites"));
  const std::string id = std::to_string(told.line.id.value);
  const bool typed = form.document_line == id;
  const ui::Field field{"claim_line", tr(l, "Line of a claim"), typed ? form.claim_line : "", "",
                        typed ? form.errors.of("claim_line") : "", true};
  return ui::post_form(path_of(document.id) + "/match", visit.frame.csrf,
                       ui::hidden("document_line", id) +
                           ui::select_field(l, field, choices_for(l, told, open), {{"id", "claim_line_" + id}}) +
                           ui::button(ui::Weight::Secondary, tr(l, "Match")),
                       {{"class", "form"}, {"novalidate", true}});
}

Html line_card(Visit& visit, const CreditDocument& document, const CreditLine& told,
               const std::vector<OpenLineShown>& open, const MatchForm& form) {
  const Language l = visit.language();
  const auto facts = ui::facts({{tr(l, "Article number"), figures(told.line.article_no)},
                                {tr(l, "Quantity"), Html(ui::format_number(l, told.line.quantity))},
                                {tr(l, "Net amount"), Html(ui::format_money(l, {told.line.net_cents, document.currency}))}});
  return ui::card(
      Html(told.line.description), el("div", {{"class", "facts-wide"}}, facts),
      told.is_placed ? where_it_belongs(l, told) : match_form(visit, document, told, open, form));
}

Html aside_form(Visit& visit, const CreditDocument& document, const MatchForm& form) {
  const Language l = visit.language();
  return ui::card(tr(l, "Not about a claim"),
                  ui::post_form(path_of(document.id) + "/setting-aside", visit.frame.csrf,
                                ui::text_field(l, {"reason", tr(l, "Why?"), form.reason,
                                                   tr(l, "A rebate or an exchange for example. Nothing is deleted."),
                                                   form.errors.of("reason"), true}) +
                                    ui::button(ui::Weight::Danger, tr(l, "Put the document aside")),
                                {{"class", "form"}, {"novalidate", true}}));
}

Html about(Visit& visit, const CreditDocument& document) {
  const Language l = visit.language();
  Html cited;
  for (const auto& number : list_cited_numbers(visit.reader, document.id)) {
    cited += el("div", {}, figures(number));
  }
  return ui::card(tr(l, "About it"),
                  ui::facts({{tr(l, "Kind"), kind_of(l, document)},
                             {tr(l, "Date"), figures(ui::format_date(l, document.issued_on))},
                             {tr(l, "Account"), Html(document.account_name) + " " + figures(document.customer_no)},
                             {tr(l, "Net amount"), Html(ui::format_money(l, {document.net_cents, document.currency}))},
                             {tr(l, "Cites"), cited}}));
}

http::Response document_page(Visit& visit, const CreditDocument& document, const MatchForm& form, int status = 200) {
  const Language l = visit.language();
  const auto lines = list_credit_lines(visit.reader, document.id);
  const auto open = open_lines(visit, document);
  bool waits = false;
  Html cards;
  for (const auto& told : lines) {
    cards += line_card(visit, document, told, open, form);
    waits = waits || !told.is_placed;
  }
  ui::Page page;
  page.title = kind_of(l, document) + " " + document.number;
  page.heading = Html(kind_of(l, document)) + " " + ui::copyable(l, document.number);
  page.crumbs = {{tr(l, "Credit notes to match"), kPath}};
  page.content = ui::error_summary(l, form.errors) +
                 el("div", {{"class", "case"}}, el("div", {{"class", "case-main"}}, cards),
                    el("aside", {{"class", "case-aside"}}, about(visit, document),
                       waits ? aside_form(visit, document, form) : Html()));
  return visit.page(page, status);
}

CreditDocument named_document(Visit& visit) {
  return require_credit_document(visit.reader, visit.request.path_id<sales::InvoiceId>("id"));
}

http::Response show_document(Visit& visit) { return document_page(visit, named_document(visit), {}); }

template <class SomeId>
SomeId id_in(const std::string& text) {
  const auto id = whole_number(text);
  if (!id || *id < 1) throw NotFound();
  return SomeId{*id};
}

http::Response match(Visit& visit) {
  const Language l = visit.language();
  const auto document = named_document(visit);
  const auto fields = visit.request.form();
  MatchForm form{std::string(fields.text("document_line")), std::string(fields.text("claim_line")), "", {}};
  const auto document_line = id_in<sales::InvoiceLineId>(form.document_line);
  if (form.claim_line.empty()) {
    form.errors.items = {{"claim_line", tr(l, "Please choose the line of the claim.")}};
    return document_page(visit, document, form, 422);
  }
  const HandMatch told{document.id, document_line, id_in<ClaimLineId>(form.claim_line)};
  const auto claim = match_by_hand(visit.database, visit.viewer, told, visit.now);
  if (claim) return http::Response::redirect("/claims/" + claim->number);
  form.errors.items = {{"claim_line", ui::tr_message(l, claim.error().fields.empty() ? claim.error().message
                                                                                       : claim.error().fields[0].message)}};
  return document_page(visit, document, form, 422);
}

http::Response set_aside(Visit& visit) {
  const auto document = named_document(visit);
  MatchForm form{"", "", std::string(visit.request.form().text("reason")), {}};
  const auto refusal = put_aside(visit.database, visit.viewer, document.id, form.reason, visit.now);
  if (!refusal) return http::Response::redirect(std::string(kPath) + "?done=aside");
  form.errors = ui::errors_of(visit.language(), *refusal);
  return document_page(visit, document, form, 422);
}

std::vector<ui::NavEntry> navigation(db::Reader& reader, const accounts::Viewer& viewer, Language l) {
  if (!viewer.can(Right::SettleMoney)) return {};
  return {{tr(l, "Credit notes to match"), kPath, "receipt-refund", count_waiting_credits(reader)}};
}

}  // namespace

void register_credit_document_pages(accounts::Site& site) {
  site.page(Method::Get, kPath, Right::SettleMoney, show_list);
  site.page(Method::Get, "/credit-notes/{id}", Right::SettleMoney, show_document);
  site.page(Method::Post, "/credit-notes/{id}/match", Right::SettleMoney, match);
  site.page(Method::Post, "/credit-notes/{id}/setting-aside", Right::SettleMoney, set_aside);
  site.navigation("Claims & returns", navigation);
}

}  // namespace recours::claims
