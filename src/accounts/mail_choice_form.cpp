#include "accounts/mail_choice_form.h"

#include "accounts/page_words.h"

namespace recours::accounts {

using namespace page_words;

Html mail_choice_form(const Visit& visit, const std::string& action, const std::set<MailKind>& unwanted,
                      const MailChoiceWords& words) {
  const Language l = visit.language();
  std::vector<ui::Choice> choices;
  std::vector<std::string> chosen;
  for (const auto kind : all_mail_kinds()) {
    choices.push_back({std::string(name_of(kind)), label_of(l, kind)});
    if (!unwanted.contains(kind)) chosen.emplace_back(name_of(kind));
  }
  return ui::post_form(action, visit.frame.csrf,
                       ui::checkbox_field(l, {"mails", words.label, "", words.help, "", false}, choices, chosen) +
                           ui::button(ui::Weight::Secondary, words.button),
                       {{"class", "form"}});
}

std::set<MailKind> wanted_mails(const http::Fields& form) {
  std::set<MailKind> wanted;
  for (const auto& name : form.all("mails")) {
    if (const auto kind = mail_kind_named(name)) wanted.insert(*kind);
  }
  return wanted;
}

}  // namespace recours::accounts
