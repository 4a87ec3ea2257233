// R-785 The data firms keep themselves with days of validity: mediators, items of lists, rules on delays, texts of
// letters. What may be typed, and what comes of it. Pure; read by the stores, asked by complaint_data_actions.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/code.h"
#include "base/refusal.h"
#include "base/result.h"
#include "base/validity.h"
#include "calendar/deadlines.h"
#include "complaints/complaint.h"
#include "contacts/draft.h"

namespace recours::complaints {

using contacts::Draft;
using contacts::FieldSpec;

// ---- mediators
using MediatorId = Id<struct MediatorNoun>;
struct DatedMediator {
  Mediator mediator;
  Validity validity;
  std::int64_t version = 1;
};
std::span<const FieldSpec> mediator_fields();  // activity name address website valid_from valid_to
Draft draft_of(const DatedMediator& entry);
Result<DatedMediator, Refusal> admit_mediator(const Draft& draft);

// ---- lists people choose from
struct ListItem {
  std::string list, code, parent, label_fr, label_en;
  int position = 0;
  Date valid_from;
  std::optional<Date> valid_to;
  std::int64_t version = 1;
  const std::string& label(ui::Language language) const {
    return language == ui::Language::French ? label_fr : label_en;
  }
};
std::span<const FieldSpec> list_item_fields();  // label_fr label_en code parent valid_from valid_to
Draft draft_of(const ListItem& item);
// R-786 The code is what exports and statistics know: made of the French label unless typed, never changed afterwards.
// A missing English label is the French one. `items`: all of the list; `parents`: those an item may belong to, none for
// most lists.
Result<ListItem, Refusal> admit_list_item(std::string_view list, const Draft& draft, std::span<const ListItem> items,
                                          std::span<const ListItem> parents);
// Labels and validity of one that is there.
Result<ListItem, Refusal> admit_change(const ListItem& item, const Draft& draft);

// ---- rules on delays
struct DatedRegime {
  calendar::Regime regime;
  std::int64_t version = 1;
  bool is_used = false;  // some complaint was counted by it
};
std::span<const FieldSpec> regime_fields();
Draft draft_of(const DatedRegime& entry);  // activities joined by commas
// R-787 A rule some complaint was counted by keeps what it says; only the days it is in force may change.
Result<calendar::Regime, Refusal> admit_regime(const Draft& draft, const DatedRegime* before = nullptr);
// Whether new complaints of some activity sent on that day follow it.
bool is_applied(const calendar::Regime& regime, std::span<const calendar::Regime> all, Date day);

// ---- letters
struct TemplateVersion {
  Template text;
  Date valid_from;
  std::string created_by_name;  // empty: came with the program
  Instant created_at;
};
std::span<const FieldSpec> template_fields();  // subject body valid_from
Draft draft_of(const TemplateVersion& version);
// R-788 Every placeholder is known, none that a letter of this kind needs is missing, and no version begins in the
// past.
Result<TemplateVersion, Refusal> admit_template(std::string_view kind, const Draft& draft, Date today);
std::span<const std::string_view> template_kinds();  // acknowledgement … answer

// Somebody saved since: shown side by side with what was typed.
Refusal stale_data();

}  // namespace recours::complaints
