// A letter of one complaint made ready: the facts read, the template in force filled in. For sending, for the preview and
// for the PDF. Notes are no fact of a letter: nothing here reads them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "accounts/viewer.h"
#include "complaints/complaint.h"
#include "complaints/letter_text.h"
#include "db/database.h"

namespace recours::complaints {

// What one letter says beside the facts of its complaint.
struct LetterWish {
  std::string reason, institution, answer;
  std::optional<Date> new_date;
};
struct PreparedLetter {
  LetterFacts facts;
  WrittenLetter written;
  std::vector<std::string> missing;                          // missing_facts of its kind
};
// `kind`: that of the template. `sender` signs where nobody handles the complaint yet.
PreparedLetter prepare_letter(db::Reader& reader, const Complaint& complaint, std::string_view kind,
                              const accounts::Viewer& sender, const LetterWish& wish, Date today);

// The postal address, a line each.
std::string address_of(const Complainant& complainant);
// Name of the organisation and, where it is set, its address (setting organisation_address), for the head of a letter.
std::string letterhead(db::Reader& reader);

}  // namespace recours::complaints
