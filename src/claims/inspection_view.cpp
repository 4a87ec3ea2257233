#include "claims/inspection_view.h"

#include <algorithm>

#include "accounts/page_words.h"
#include "attachments/attachment_view.h"
#include "base/text.h"
#include "claims/claim_files.h"
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

Html inspection_card(const Visit& visit, const std::vector<Inspection>& inspections,
                     const std::vector<ClaimLine>& lines) {
  if (inspections.empty()) return {};
  return ui::card(tr(visit.language(), "Inspection"),
                  ui::each(inspections, [&](const Inspection& one) { return one_inspection(visit, one, lines); }));
}

}  // namespace recours::claims
