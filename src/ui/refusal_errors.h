// A refusal as the errors of the form it answers, in the reader's language. For pages.
#pragma once

#include <span>

#include "base/refusal.h"
#include "ui/components.h"

namespace recours::ui {

// Beside the fields they name.
FieldErrors field_errors(Language language, std::span<const FieldRefusal> refusals);
// The same; a refusal that names no field stands on top of the form.
FieldErrors errors_of(Language language, const Refusal& refusal);

}  // namespace recours::ui
