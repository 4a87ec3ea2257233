#include "ui/refusal_errors.h"

namespace recours::ui {

FieldErrors field_errors(Language language, std::span<const FieldRefusal> refusals) {
  FieldErrors errors;
  for (const auto& refusal : refusals) errors.items.emplace_back(refusal.field, tr_message(language, refusal.message));
  return errors;
}

FieldErrors errors_of(Language language, const Refusal& refusal) {
  auto errors = field_errors(language, refusal.fields);
  if (errors.empty()) errors.items.emplace_back("", tr_message(language, refusal.message));
  return errors;
}

}  // namespace recours::ui
