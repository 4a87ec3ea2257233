#include "claims/procedure_view.h"

#include "accounts/page_words.h"
#include "guide/markdown.h"
#include "ui/components.h"

namespace recours::claims {

using namespace page_words;

namespace {

Html prose(std::string_view text) { return el("div", {{"class", "prose guide"}}, guide::markdown(text)); }

}  // namespace

Html procedure_text(Language l, const Draft& procedure) {
  const auto english = procedure.text("text_en");
  return prose(l == Language::English && !english.empty() ? english : procedure.text("text_fr"));
}

Html procedure_preview(Language l, const Draft& procedure) {
  Html cards = ui::card(tr(l, "French text"), prose(procedure.text("text_fr")));
  if (!procedure.text("text_en").empty()) cards += ui::card(tr(l, "English text"), prose(procedure.text("text_en")));
  return cards;
}

}  // namespace recours::claims
