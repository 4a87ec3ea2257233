// Which commands a case waits for, by its content as well as its state: what the table allows without what
// could only be refused, the likeliest first. Pure; the actions ask everything again.
#pragma once

#include <optional>
#include <vector>

#include "complaints/transition.h"

namespace recours::complaints {

enum class FourEyes { Needed, NotNeeded };

// R-780 What the viewer may do now with this case.
std::vector<Command> offered_commands(const accounts::Viewer& viewer, const CaseFile& file, FourEyes four_eyes);

// The version that waits for somebody's review; the one that may be sent as it is; none.
const Answer* answer_to_review(const accounts::Viewer& viewer, const CaseFile& file, FourEyes four_eyes);
const Answer* answer_to_send(const CaseFile& file, FourEyes four_eyes);
// The version its author goes on writing, else the newest that has not left: its text begins the next one.
const Answer* answer_to_write(const accounts::Viewer& viewer, const CaseFile& file);

// How a letter or an answer by mail is: on its way, refused by the mail server and not sent again since.
bool is_under_way(const Letter& letter);
bool is_undelivered(const CaseFile& file, const Letter& letter);
bool is_undelivered(const CaseFile& file, const Answer& answer);
// A letter of this kind waits for the mail server.
bool has_under_way(const CaseFile& file, LetterKind kind);

}  // namespace recours::complaints
