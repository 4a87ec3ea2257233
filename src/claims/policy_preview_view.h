// R-643 What a version would have changed, as people read it. Rendering only.
#pragma once

#include "accounts/site.h"
#include "claims/policy_preview_store.h"

namespace recours::claims {

// Counts and the list; links to claims for who may see them. `before`: what was counted by the looks before this one.
struct PreviewCount {
  std::int64_t claims = 0, lines = 0, changed = 0;
};
ui::Html preview_view(const accounts::Visit& visit, const Preview& preview, const PreviewCount& before);
// "Possible, decided by a person", "Approved by itself, fee 5 %", "Not possible: …"
std::string verdict_text(ui::Language language, const Verdict& verdict);

}  // namespace recours::claims
