// The kinds of mail somebody wants, as a form with a box for each: the own ones under « Mon compte », those of a
// colleague under « Utilisateurs de mon compte ».
#pragma once

#include <set>
#include <string>

#include "accounts/mail_preferences.h"
#include "accounts/site.h"

namespace recours::accounts {

struct MailChoiceWords {
  std::string label, help, button;
};
ui::Html mail_choice_form(const Visit& visit, const std::string& action, const std::set<MailKind>& unwanted,
                          const MailChoiceWords& words);
// What came back; kinds nobody knows are passed over.
std::set<MailKind> wanted_mails(const http::Fields& form);

}  // namespace recours::accounts
