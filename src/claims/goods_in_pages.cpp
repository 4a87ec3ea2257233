// Goods-in: one field for a scanner, and what a scan comes to.
#include <algorithm>

#include "accounts/page_words.h"
#include "base/text.h"
#include "claims/claims_pages.h"
#include "claims/goods_in.h"
#include "claims/goods_in_view.h"
#include "claims/page_parts.h"
#include "claims/parcel_store.h"
#include "claims/scan.h"

namespace recours::claims {

using namespace page_words;

namespace {

constexpr std::size_t kScanLength = 200;  // bytes that are looked at; no code of ours is longer

Html counted(const char* icon_name, const std::string& label, std::int64_t count, const char* path) {
  const std::string shown = count > 1000 ? "1000+" : std::to_string(count);
  return ui::link_button(ui::Weight::Secondary, ui::icon(icon_name) + label + ui::when(count > 0, " (" + shown + ")"),
                         path);
}

http::Response desk(Visit& visit, const Html& answer, const std::string& error = {}) {
  const Language l = visit.language();
  ui::Page page;
  page.title = tr(l, "Goods-in");
  page.actions = counted("package", tr(l, "Parcels without RMA"), count_unmatched_parcels(visit.reader), "/parcels") +
                 counted("clipboard-check", tr(l, "To inspect"), count_to_inspect(visit.reader, visit.viewer),
                         "/goods-in/inspections");
  page.content = scan_form(l, error) + answer + receipts_today(visit) + parcels_expected(visit);
  return visit.page(page);
}

bool is_receivable(const Visit& visit, const ScanHit& hit) {
  return goods_standing(visit.viewer, hit.claim, hit.lines) == GoodsStanding::Receivable;
}

// A serial or tracking number met earlier claims too: what can be received now is what was meant.
void keep_receivable(const Visit& visit, std::vector<ScanHit>& hits) {
  const auto can = [&](const ScanHit& hit) { return is_receivable(visit, hit); };
  if (hits.size() > 1 && std::any_of(hits.begin(), hits.end(), can))
    std::erase_if(hits, [&](const ScanHit& hit) { return !can(hit); });
}

std::string path_to(const ScanHit& hit, const std::string& number) {
  switch (hit.kind) {
    case ScanHit::Kind::Tracking: return ui::address(receiving_path(hit.claim), {{"tracking", number}});
    case ScanHit::Kind::Serial: return ui::address(receiving_path(hit.claim), {{"serial", number}});
    default: return receiving_path(hit.claim);
  }
}

http::Response answer_scan(Visit& visit, const std::string& number) {
  auto hits = find_scanned(visit.reader, visit.viewer, number);
  keep_receivable(visit, hits);
  if (hits.size() > 1) return desk(visit, answer_card(choose_claim(visit, number, hits)));
  if (hits.size() == 1 && is_receivable(visit, hits.front()))
    return http::Response::redirect(path_to(hits.front(), number));
  if (hits.size() == 1) return desk(visit, answer_card(not_receivable(visit, hits.front())));
  if (const auto stray = find_stray_parcel(visit.reader, number))
    return http::Response::redirect("/parcels/" + std::to_string(stray->value));
  return desk(visit, answer_card(unknown_number(visit, number)));
}

Html done_answer(Visit& visit) {
  const auto number = visit.request.query.text("done");
  if (number.empty()) return {};
  const auto claim = require_claim(visit.reader, visit.viewer, std::string(number));
  return answer_card(received_now(visit, claim, list_claim_lines(visit.reader, {claim.id})));
}

http::Response show(Visit& visit) {
  const auto number = scanned_number(shortened(std::string(visit.request.query.text("scan")), kScanLength));
  if (!number.empty()) return answer_scan(visit, number);
  const bool is_empty_scan = visit.request.query.has("scan");
  return desk(visit, done_answer(visit), is_empty_scan ? tr(visit.language(), "Scan or type a number.") : std::string());
}

http::Response show_inspections(Visit& visit) {
  constexpr int kListed = 200;
  const Language l = visit.language();
  const auto lines = list_to_inspect(visit.reader, visit.viewer, kListed);
  ui::Page page;
  page.title = tr(l, "To inspect");
  page.crumbs = {{tr(l, "Goods-in"), "/goods-in"}};
  page.lead = trn(l, "{1} line", "{1} lines", static_cast<std::int64_t>(lines.size()));
  if (lines.empty()) {
    page.content = ui::empty_state("clipboard-check", tr(l, "Nothing to inspect"),
                                   tr(l, "What was received appears here until its inspection is recorded."),
                                   ui::link_button(ui::Weight::Primary, tr(l, "Goods-in"), "/goods-in"));
    return visit.page(page);
  }
  using Kind = ui::Column::Kind;
  ui::Table table;
  table.caption = page.title;
  table.columns = {column(tr(l, "RMA number")),
                   column(tr(l, "Account")),
                   column(tr(l, "Article number")),
                   column(tr(l, "Description")),
                   column(tr(l, "Quantity"), Kind::Number),
                   column(tr(l, "Received at"), Kind::Date)};
  for (const auto& line : lines) {
    Html description = Html(line.description) + el("div", {{"class", "muted small num"}}, line.reservation_number);
    if (!line.difference.empty()) description += ui::badge(ui::Tone::Warning, difference_label(l, line.difference));
    table.rows.push_back({{figures(line.claim_number), line.account_name, figures(line.article_no), description,
                           ui::format_number(l, line.quantity),
                           line.received_at ? figures(ui::format_instant(l, *line.received_at)) : Html()},
                          "/claims/" + line.claim_number + "/inspection"});
  }
  page.content = ui::table(table);
  return visit.page(page);
}

}  // namespace

void register_goods_in_pages(accounts::Site& site) {
  site.page(Method::Get, "/goods-in", Right::ReceiveGoods, show);
  site.page(Method::Get, "/goods-in/inspections", Right::ReceiveGoods, show_inspections);
  register_receiving_pages(site);
}

}  // namespace recours::claims
