// What happened with a case, newest first: its events and its files, in the words of who reads. Rendering only.
#pragma once

#include "complaints/case_parts.h"

namespace recours::complaints {

ui::Html history_card(const accounts::Visit& visit, const CaseSeen& seen);

// « Décision enregistrée »: what an event was.
std::string title_of(ui::Language language, const ComplaintEvent& event);

// "sent_on: 2026-11-02 → 2026-11-03, …" as people read it, a line each; anything else as it is.
std::vector<std::string> moved_dates_in_words(ui::Language language, const std::string& detail);

}  // namespace recours::complaints
