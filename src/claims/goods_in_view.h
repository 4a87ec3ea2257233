// What goods-in shows: the field of the scanner, the answer to what was scanned in large, what came in today and what
// is on its way. Rendering and look-ups; no rule.
#pragma once

#include <string>

#include "accounts/site.h"
#include "claims/goods_in_store.h"
#include "ui/components.h"

namespace recours::claims {

std::string receiving_path(const Claim& claim);

// The one field; it has the focus. `error`: what was wrong with the last scan; empty: nothing.
ui::Html scan_form(ui::Language language, const std::string& error);

// What a scan comes to, loud enough to be seen from beside: said at once by screen readers.
struct Answer {
  ui::Tone tone = ui::Tone::Danger;
  std::string title;
  ui::Html text = {};
  ui::Html actions = {};
};
ui::Html answer_card(const Answer& answer);

Answer unknown_number(const accounts::Visit& visit, const std::string& number);
// Why nothing of this claim can be received; when and by whom it was.
Answer not_receivable(const accounts::Visit& visit, const ScanHit& hit);
// Several claims have this number.
Answer choose_claim(const accounts::Visit& visit, const std::string& number, const std::vector<ScanHit>& hits);
// What was received just now, and what to do next.
Answer received_now(const accounts::Visit& visit, const Claim& claim, const std::vector<ClaimLine>& lines);

ui::Html receipts_today(const accounts::Visit& visit);
ui::Html parcels_expected(const accounts::Visit& visit);

}  // namespace recours::claims
