// Pieces of the pages of one case: where its commands are, what was done, texts as they were typed, letters as they
// will look, how their mail is. Rendering only: no rule.
#pragma once

#include <string>
#include <vector>

#include "accounts/site.h"
#include "complaints/case_commands.h"
#include "complaints/complaint_json.h"
#include "complaints/letter_text.h"
#include "ui/components.h"

namespace recours::complaints {

// One case as its pages read it, once a request.
struct CaseSeen {
  CaseFile file;
  FourEyes four_eyes = FourEyes::Needed;
  std::vector<Command> commands;  // offered_commands
  Remarks remarks;
  const Complaint& complaint() const { return file.complaint; }
  bool offers(Command command) const;
};
// Offered, and of a case that is in hand: an empty card for it says what is still to be done. Before that the menu
// does.
bool is_awaited(const CaseSeen& seen, Command command);
CaseSeen see_case(accounts::Visit& visit, const Complaint& complaint);
// By the number in the address; NotFound.
Complaint complaint_of(accounts::Visit& visit);

// The part of a command's address behind the complaint's: decision.
std::string resource_of(Command command);
// /complaints/REC-2026-000123/decision
std::string command_path(const accounts::Viewer& viewer, const CaseSeen& seen, Command command);

// "12/11/2026 (dans 3 jours)", its figures of equal width.
ui::Html day_with_distance(const accounts::Visit& visit, Date day);
// Line breaks as they were typed.
ui::Html as_typed(const std::string& text);
// Subject, recipient and text of a letter as it stands or will stand.
ui::Html letter_sheet(ui::Language language, const std::string& recipient, const WrittenLetter& letter);
// « Envoi en cours », « Non remis », « Posté le … », « Accepté par le serveur le … ».
ui::Html delivery_of(ui::Language language, const CaseFile& file, const Letter& letter);
ui::Html delivery_of(ui::Language language, const CaseFile& file, const Answer& answer);

// What ?done=… says on the page of the case; none for what it never says.
std::vector<ui::Notice> notices_of(const accounts::Visit& visit);
std::vector<ui::Crumb> crumbs_of(ui::Language language);
std::vector<ui::Crumb> crumbs_of(ui::Language language, const Complaint& complaint);

}  // namespace recours::complaints
