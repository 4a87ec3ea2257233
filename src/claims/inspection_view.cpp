#include "claims/inspection_view.h"

#include <algorithm>

#include "accounts/page_words.h"
#include "attachments/attachment_view.h"
#include "base/text.h"
#include "claims/claim_files.h"
#include "claims/claim_life_store.h"
#include "claims/goods_in.h"
#include "claims/page_parts.h"

namespace recours::claims {

using namespace page_words;

namespace {

std::string numbers_of(const Inspection& inspection, const std::vector<ClaimLine>& lines) {
  std::vector<std::string> numbers;
  for (const auto& line : lines) {
    const bool inspected =
        std::find(inspection.lines.begin(), inspection.lines.end(), line.id) != inspection.lines.end();
    if (inspected) numbers.push_back(line.reservation_number);
  }
  return join(numbers, ", ");
}

using Items = std::vector<std::pair<std::string, Html>>;

void add_if(Items& items, std::string label, const std::string& value) {
  if (!value.empty()) items.emplace_back(std::move(label), value);
}

Html side(const std::string& title, const Items& items) {
  return el("div", {{"class", "goods-side"}}, el("h3", {}, title), ui::facts(items));
}

Html declared_side(Language l, const ClaimLine& line) {
  Items items{{tr(l, "Quantity"), figures(ui::format_number(l, line.quantity))}};
  if (!line.condition.empty()) add_if(items, tr(l, "Condition of the product"), condition_label(l, line.condition));
  if (!line.requested_outcome.empty())
    add_if(items, tr(l, "Requested outcome"), outcome_label(l, line.requested_outcome));
  add_if(items, tr(l, "Description of the fault"), line.fault_description);
  add_if(items, tr(l, "Missing accessories"), line.accessories);
  add_if(items, tr(l, "Serial numbers"), join(line.serials, ", "));
  add_if(items, tr(l, "Comment"), line.comment);
  return side(tr(l, "Declared"), items);
}

Html received_side(Language l, const Receipt& receipt) {
  Items items{{tr(l, "Quantity received"), figures(ui::format_number(l, receipt.quantity))},
              {tr(l, "Difference"), difference_label(l, receipt.difference)}};
  add_if(items, tr(l, "Serial numbers read"), join(receipt.serials, ", "));
  add_if(items, tr(l, "Comment"), receipt.comment);
  items.emplace_back(tr(l, "Received at"), tr(l, "{1} by {2}", receipt.at, receipt.actor_name));
  return side(tr(l, "What came"), items);
}

Html one_inspection(const Visit& visit, const Inspection& inspection, const std::vector<ClaimLine>& lines) {
  const Language l = visit.language();
  Html text = el("h3", {{"class", "strong"}}, result_label(l, inspection.result)) +
              el("p", {{"class", "muted small"}}, tr(l, "{1} by {2}", inspection.at, inspection.actor_name), " – ",
                 el("span", {{"class", "num"}}, numbers_of(inspection, lines)));
  if (!inspection.comment.empty()) text += el("p", {}, inspection.comment);
  if (inspection.files.empty()) return text;
  return text + attachments::files_list(visit, inspection.files, piece_kinds(), attachments::Editing::ReadOnly);
}

}  // namespace

Html declared_and_received(const Visit& visit, const Claim& claim, const std::vector<ClaimLine>& inspected) {
  const Language l = visit.language();
  const auto receipts = load_traces(visit.reader, claim.id).receipts;
  const auto lines = list_claim_lines(visit.reader, {claim.id});
  return ui::each(inspected, [&](const ClaimLine& line) {
    const Receipt* receipt = receipt_of(receipts, lines, line);
    return el("section", {{"class", "goods-line"}},
              el("h2", {}, line.description, " ", el("span", {{"class", "muted num"}}, line.reservation_number)),
              el("div", {{"class", "goods-sides"}}, declared_side(l, line),
                 receipt ? received_side(l, *receipt) : Html()));
  });
}

Html inspection_card(const Visit& visit, const std::vector<Inspection>& inspections,
                     const std::vector<ClaimLine>& lines) {
  if (inspections.empty()) return {};
  return ui::card(tr(visit.language(), "Inspection"),
                  ui::each(inspections, [&](const Inspection& one) { return one_inspection(visit, one, lines); }));
}

}  // namespace recours::claims
