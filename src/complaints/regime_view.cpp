#include "complaints/regime_view.h"

#include "complaints/complaint.h"
#include "complaints/complaint_data_parts.h"

namespace recours::complaints {

using calendar::Regime;
using ui::Html;
using ui::Language;
using ui::tr;

std::string unit_label(Language l, calendar::DayUnit unit) {
  return unit == calendar::DayUnit::Business ? tr(l, "jours ouvrés (Monday to Friday)")
                                             : tr(l, "jours ouvrables (Saturdays count)");
}

std::string start_label(Language l, calendar::StartsFrom start) {
  return start == calendar::StartsFrom::Sent ? tr(l, "the day it was sent") : tr(l, "the day it was received");
}

namespace {

std::string activities_text(Language l, const Regime& regime) {
  if (regime.activities.empty()) return tr(l, "All activities");
  std::string text;
  for (const auto& code : regime.activities) text += (text.empty() ? "" : ", ") + label_of(l, activities(), code);
  return text;
}

}  // namespace

Html rule_facts(Language l, const Regime& regime) {
  return ui::facts(
      {{tr(l, "Source"), regime.source},
       {tr(l, "Activities"), activities_text(l, regime)},
       {tr(l, "Validity"), regime.valid_from ? Html(validity_text(l, {*regime.valid_from, regime.valid_to}))
                                             : Html(tr(l, "Enter the day from which your firm applies it."))},
       {tr(l, "The clock starts"), start_label(l, regime.starts_from)},
       {tr(l, "Acknowledgement of receipt"),
        std::to_string(regime.acknowledgement.count) + " " + unit_label(l, regime.acknowledgement.unit)},
       {tr(l, "Answer"), ui::trn(l, "{1} calendar month", "{1} calendar months", regime.answer_months)},
       {tr(l, "Mediator possible until"), ui::trn(l, "{1} month after the day it was sent",
                                                  "{1} months after the day it was sent", regime.mediator_months)}});
}

}  // namespace recours::complaints
