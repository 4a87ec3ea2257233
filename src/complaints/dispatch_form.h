// How something leaves for the complainant: by mail or as a posted letter, with the reason of a delay; and the letter
// as it will stand. For the pages of letters and of the answer.
#pragma once

#include "complaints/command_page.h"
#include "complaints/letter_facts_store.h"
#include "http/pdf_answer.h"

namespace recours::complaints {

// By mail where an address is known, else posted today.
http::Fields dispatch_now(const accounts::Visit& visit, const Complaint& complaint);
// R-711 `due_on`: asks for the reason of the delay once it has passed.
ui::Html dispatch_fields(const accounts::Visit& visit, const Complaint& complaint, const Typed& typed,
                         std::optional<Date> due_on);
Dispatch dispatch_in(const http::Fields& fields, std::vector<FieldRefusal>& refusals);
bool is_by_letter(const http::Fields& fields);

// The letter as it will leave, and what it still lacks; `pdf`: where it is printed from; empty: not yet.
ui::Html letter_preview(const accounts::Visit& visit, const Complaint& complaint, std::string_view kind,
                        const LetterWish& wish, const std::string& pdf);

using http::pdf_answer;

}  // namespace recours::complaints
