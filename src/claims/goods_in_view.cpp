#include "claims/goods_in_view.h"

#include "accounts/page_words.h"
#include "base/text.h"
#include "claims/claim_life_store.h"
#include "claims/claim_page.h"
#include "claims/goods_in.h"
#include "claims/page_parts.h"

namespace recours::claims {

using namespace page_words;

namespace {

constexpr int kListed = 50;

Html to_claim(Language l, const Claim& claim) {
  return ui::link_button(ui::Weight::Secondary, tr(l, "Open claim {1}", claim.number), "/claims/" + claim.number);
}

Html record_stray(Language l, const std::string& tracking) {
  return ui::link_button(ui::Weight::Primary, ui::icon("package") + tr(l, "Record a parcel without RMA"),
                         ui::address("/parcels/new", {{"tracking", tracking}}));
}

Html link_to(const std::string& number) { return el("a", {{"class", "num"}, {"href", "/claims/" + number}}, number); }

std::string_view icon_of(ui::Tone tone) {
  switch (tone) {
    case ui::Tone::Success: return "circle-check";
    case ui::Tone::Warning: return "alert-triangle";
    case ui::Tone::Info: return "info-circle";
    default: return "circle-x";
  }
}

std::string_view class_of(ui::Tone tone) {
  switch (tone) {
    case ui::Tone::Success: return "scan-answer scan-success";
    case ui::Tone::Warning: return "scan-answer scan-warning";
    case ui::Tone::Info: return "scan-answer scan-info";
    default: return "scan-answer scan-danger";
  }
}

std::string kind_label(Language l, ScanHit::Kind kind) {
  switch (kind) {
    case ScanHit::Kind::Rma: return tr(l, "RMA number");
    case ScanHit::Kind::Reservation: return tr(l, "Reservation number");
    case ScanHit::Kind::Tracking: return tr(l, "Tracking number");
    case ScanHit::Kind::Serial: return tr(l, "Serial number");
  }
  return {};
}

Html to_inspection(Language l, const Claim& claim) {
  return ui::link_button(ui::Weight::Primary, tr(l, "Inspect now"), command_path(claim, Command::Inspect));
}

// The newest receipt of the claim says when and by whom.
Html last_receipt(const Visit& visit, const Claim& claim) {
  const Language l = visit.language();
  const auto receipts = load_traces(visit.reader, claim.id).receipts;
  if (receipts.empty()) return tr(l, "The goods of this claim are here already.");
  return tr(l, "Received on {1} by {2}.", receipts.back().at, receipts.back().actor_name);
}

// Not by its number again: that is what several have.
std::string way_to(const Visit& visit, const ScanHit& hit) {
  const bool receivable = goods_standing(visit.viewer, hit.claim, hit.lines) == GoodsStanding::Receivable;
  return receivable ? receiving_path(hit.claim) : "/claims/" + hit.claim.number;
}

std::string why_not(Language l, GoodsStanding standing, const Claim& claim) {
  switch (standing) {
    case GoodsStanding::Refused: return tr(l, "Claim {1} was refused: do not receive this parcel.", claim.number);
    case GoodsStanding::Cancelled: return tr(l, "Claim {1} was cancelled: nothing is awaited.", claim.number);
    case GoodsStanding::Undecided:
      return tr(l, "Claim {1} is not decided yet: no return was authorised.", claim.number);
    default: return tr(l, "Nothing is to come back for claim {1}.", claim.number);
  }
}

}  // namespace

std::string receiving_path(const Claim& claim) { return "/goods-in/claims/" + claim.number; }

Html scan_form(Language l, const std::string& error) {
  return el("form", {{"class", "scan-form"}, {"method", "get"}, {"action", "/goods-in"}, {"role", "search"}},
            el("label", {{"class", "form-label"}, {"for", "scan"}}, tr(l, "Scan or type a number")),
            el("div", {{"class", "scan-row"}},
               el("input", {{"id", "scan"},
                            {"name", "scan"},
                            {"class", "form-control scan-field"},
                            {"autofocus", true},
                            {"data-scan", true},
                            {"autocomplete", "off"},
                            {"autocapitalize", "characters"},
                            {"spellcheck", "false"},
                            {"enterkeyhint", "go"},
                            {"maxlength", "200"},
                            {"aria-describedby", error.empty() ? "scan-help" : "scan-help scan-error"}}),
               ui::button(ui::Weight::Primary, tr(l, "Find"))),
            el("p", {{"class", "field-help"}, {"id", "scan-help"}},
               tr(l, "RMA, reservation, tracking or serial number, or the code of our return slip.")),
            ui::when(!error.empty(), el("p", {{"class", "field-error"}, {"id", "scan-error"}, {"role", "alert"}},
                                        ui::icon("alert-circle"), error)));
}

Html answer_card(const Answer& answer) {
  return el("section", {{"class", class_of(answer.tone)}, {"role", "alert"}}, ui::icon(icon_of(answer.tone)),
            el("div", {{"class", "scan-said"}}, el("h2", {}, answer.title), answer.text,
               ui::when(!answer.actions.empty(), el("div", {{"class", "cluster"}}, answer.actions))));
}

Answer unknown_number(const Visit& visit, const std::string& number) {
  const Language l = visit.language();
  return {ui::Tone::Danger, tr(l, "Unknown number: {1}", number),
          el("p", {},
             tr(l,
                "No claim has this number. Scan another code of the parcel, or put it aside as a parcel "
                "without RMA.")),
          record_stray(l, number)};
}

Answer not_receivable(const Visit& visit, const ScanHit& hit) {
  const Language l = visit.language();
  const auto standing = goods_standing(visit.viewer, hit.claim, hit.lines);
  if (standing == GoodsStanding::AlreadyReceived) {
    Html actions = to_claim(l, hit.claim);
    if (!lines_for(visit.viewer, hit.claim, hit.lines, Command::Inspect).empty())
      actions += to_inspection(l, hit.claim);
    return {ui::Tone::Warning, tr(l, "Already received: {1}", hit.claim.number),
            el("p", {}, last_receipt(visit, hit.claim)), actions};
  }
  return {ui::Tone::Danger, why_not(l, standing, hit.claim),
          el("p", {}, hit.claim.account_name, " ", figures(hit.claim.customer_no), " – ", label_of(l, hit.claim.state)),
          to_claim(l, hit.claim) + record_stray(l, "")};
}

Answer choose_claim(const Visit& visit, const std::string& number, const std::vector<ScanHit>& hits) {
  const Language l = visit.language();
  Html list = ui::each(hits, [&](const ScanHit& hit) {
    return el("li", {},
              el("a", {{"class", "scan-choice"}, {"href", way_to(visit, hit)}},
                 el("strong", {{"class", "num"}}, hit.claim.number), " – ", hit.claim.account_name, " – ",
                 label_of(l, hit.claim.state), " – ", kind_label(l, hit.kind)));
  });
  return {ui::Tone::Info, tr(l, "Several claims have the number {1}", number),
          el("p", {}, tr(l, "Choose the one this parcel belongs to.")) + el("ul", {{"class", "scan-choices"}}, list)};
}

Answer received_now(const Visit& visit, const Claim& claim, const std::vector<ClaimLine>& lines) {
  const Language l = visit.language();
  const auto receipts = load_traces(visit.reader, claim.id).receipts;
  Html list;
  bool different = false;
  for (const auto& receipt : receipts) {
    if (receipt.at != receipts.back().at) continue;
    const auto line =
        std::find_if(lines.begin(), lines.end(), [&](const ClaimLine& one) { return one.id == receipt.line; });
    if (line == lines.end()) continue;
    different = different || !receipt.difference.empty();
    list += el(
        "li", {}, ui::format_number(l, receipt.quantity), " × ", line->description,
        receipt.difference.empty() ? Html() : Html(" – ") + el("strong", {}, difference_label(l, receipt.difference)));
  }
  Html actions;
  if (!lines_for(visit.viewer, claim, lines, Command::Receive).empty())
    actions += ui::link_button(ui::Weight::Secondary, tr(l, "Receive the rest"), receiving_path(claim));
  actions += to_claim(l, claim);
  if (!lines_for(visit.viewer, claim, lines, Command::Inspect).empty())
    actions += to_inspection(l, claim);
  return {different ? ui::Tone::Warning : ui::Tone::Success, tr(l, "Received: {1}", claim.number),
          el("ul", {{"class", "scan-lines"}}, list), actions};
}

Html receipts_today(const Visit& visit) {
  const Language l = visit.language();
  const auto rows = list_receipts(visit.reader, visit.viewer, paris_midnight(visit.today()), kListed);
  if (rows.empty()) return ui::card(tr(l, "Received today"), el("p", {{"class", "muted"}}, tr(l, "Nothing yet.")));
  using Kind = ui::Column::Kind;
  ui::Table table;
  table.caption = tr(l, "Received today");
  table.columns = {column(tr(l, "Received at"), Kind::Date),
                   column(tr(l, "RMA number")),
                   column(tr(l, "Account")),
                   column(tr(l, "Description")),
                   column(tr(l, "Quantity"), Kind::Number),
                   column(tr(l, "State"))};
  for (const auto& row : rows) {
    Html state = label_of(l, row.goods);
    if (!row.receipt.difference.empty())
      state += el("div", {{"class", "small strong"}}, difference_label(l, row.receipt.difference));
    table.rows.push_back({{figures(ui::format_instant(l, row.receipt.at)), link_to(row.claim_number), row.account_name,
                           Html(row.description) + el("div", {{"class", "muted small"}}, row.receipt.actor_name),
                           ui::format_number(l, row.receipt.quantity), state},
                          ""});
  }
  return ui::card(tr(l, "Received today"), ui::table(table));
}

Html parcels_expected(const Visit& visit) {
  const Language l = visit.language();
  const auto rows = list_expected_parcels(visit.reader, visit.viewer, kListed);
  if (rows.empty()) {
    return ui::card(tr(l, "Announced parcels"), el("p", {{"class", "muted"}}, tr(l, "No parcel is on its way.")));
  }
  ui::Table table;
  table.caption = tr(l, "Announced parcels");
  table.columns = {column(tr(l, "RMA number")), column(tr(l, "Account")), column(tr(l, "Carrier")),
                   column(tr(l, "Tracking number")), column(tr(l, "Announced on"), ui::Column::Kind::Date)};
  for (const auto& row : rows) {
    const auto path = ui::address("/goods-in/claims/" + row.claim_number, {{"tracking", row.tracking}});
    table.rows.push_back({{figures(row.claim_number), row.account_name, row.carrier, figures(row.tracking),
                           figures(ui::format_instant(l, row.announced_at))},
                          path});
  }
  return ui::card(tr(l, "Announced parcels"), ui::table(table));
}

}  // namespace recours::claims
