// What the search box of the top bar finds on this desk: any number of a claim, an invoice, an order, a delivery note,
// a serial or a part.
#include "accounts/page_words.h"
#include "base/text.h"
#include "claims/claims_pages.h"
#include "claims/filter_form.h"
#include "claims/invoice_words.h"
#include "claims/type_picker.h"

namespace recours::claims {

using namespace page_words;

namespace {

constexpr int kShown = 20;

struct Hits {
  std::vector<Claim> claims;
  std::vector<std::pair<sales::NumberKind, std::vector<sales::Invoice>>> documents;
};

Hits find(Visit& visit, const std::string& number) {
  Hits hits;
  ClaimFilter filter;
  filter.number = number;
  hits.claims = list_claims(visit.reader, visit.viewer, filter, {"", kShown}).items;
  if (!visit.viewer.can(Right::SeeInvoices)) return hits;
  for (const auto kind : sales::recognise_number(visit.reader, visit.viewer, number)) {
    sales::InvoiceFilter documents;
    documents.number_kind = kind;
    documents.number = number;
    auto invoices = sales::list_invoices(visit.reader, visit.viewer, documents, {"", kShown}).items;
    if (!invoices.empty()) hits.documents.emplace_back(kind, std::move(invoices));
  }
  return hits;
}

// A claim's own number wins over the documents it is about.
std::optional<std::string> exact_hit(const Hits& hits, const std::string& number) {
  for (const auto& claim : hits.claims) {
    if (number_key(claim.number) == number_key(number)) return "/claims/" + claim.number;
  }
  return std::nullopt;
}

std::optional<std::string> only_hit(const Hits& hits) {
  if (hits.claims.size() == 1 && hits.documents.empty()) return "/claims/" + hits.claims.front().number;
  if (hits.claims.empty() && hits.documents.size() == 1 && hits.documents.front().second.size() == 1) {
    return "/invoices/" + std::to_string(hits.documents.front().second.front().id.value);
  }
  return std::nullopt;
}

std::string kind_label(Language l, sales::NumberKind kind) {
  for (const auto& choice : invoice_number_kinds(l)) {
    if (choice.value == name_of(kind)) return choice.label;
  }
  return {};
}

Html claim_hits(Language l, const std::vector<Claim>& claims) {
  if (claims.empty()) return {};
  return ui::card(tr(l, "Claims"),
                  el("ul", {}, ui::each(claims, [&](const Claim& claim) {
                       return el("li", {},
                                 el("a", {{"class", "num"}, {"href", "/claims/" + claim.number}}, claim.number), " ",
                                 state_badge(l, claim.state), " ",
                                 invoice_words(l, claim));
                     })));
}

Html document_hits(Visit& visit, sales::NumberKind kind, const std::vector<sales::Invoice>& invoices,
                   const std::string& number) {
  const Language l = visit.language();
  const Html list =
      el("ul", {}, ui::each(invoices, [&](const sales::Invoice& invoice) {
           return el("li", {},
                     el("a", {{"href", "/invoices/" + std::to_string(invoice.id.value)}}, invoice_title(l, invoice)));
         }));
  Html claim_on_them;
  if (visit.viewer.can(Right::OpenClaim)) {
    claim_on_them = ui::link_button(
        ui::Weight::Secondary, tr(l, "Open a claim on these lines"),
        address("/claims/new/lines", {{"number_type", std::string(name_of(kind))}, {"number", number}}));
  }
  return ui::card(kind_label(l, kind), list, claim_on_them);
}

accounts::SearchHits search(Visit& visit, const std::string& number) {
  const Hits hits = find(visit, number);
  Html cards = claim_hits(visit.language(), hits.claims);
  for (const auto& [kind, invoices] : hits.documents) cards += document_hits(visit, kind, invoices, number);
  return {exact_hit(hits, number), only_hit(hits), std::move(cards)};
}

}  // namespace

void register_search_pages(accounts::Site& site) {
  site.search({Right::SeeClaims,
               msg("Type an RMA, reservation, invoice, order, delivery note, serial or part number; the first "
                   "digits are enough."),
               search});
}

}  // namespace recours::claims
