// What a letter looks like before one is sent: invented facts, the text as the template gives it, the placeholders and
// what they stand for.
#pragma once

#include <string>

#include "accounts/site.h"
#include "complaints/letter_text.h"
#include "ui/components.h"

namespace recours::complaints {

std::string template_label(ui::Language language, std::string_view kind);  // « Accusé de réception », « Réponse »
std::string placeholder_label(ui::Language language, std::string_view name);

// Of nobody. The mediator is one of the firm's.
LetterFacts invented_facts(const accounts::Visit& visit);

ui::Html letter_preview(ui::Language language, const WrittenLetter& letter);
// Each with its meaning; those a letter of this kind needs are marked.
ui::Html placeholder_card(ui::Language language, std::string_view kind);

}  // namespace recours::complaints
