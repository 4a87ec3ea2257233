#include "accounts/account_mail.h"

#include "mail/confidential.h"
#include "ui/html.h"

namespace recours::accounts {
namespace {

using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;

constexpr const char* kBodyStyle = "font-family:Arial,sans-serif;color:#1c2430;font-size:14px;line-height:1.5";

// A letter of paragraphs; the link stands after the first.
struct Letter {
  std::vector<std::string> paragraphs;
  std::string link = {}, link_label = {};
};

void write(mail::Mail& mail, const User& user, const Letter& letter) {
  const std::string hello = tr(user.language, "Hello {1},", user.name);
  mail.to = {user.name, user.email};
  mail.text = hello + "\n";
  Html body = el("p", {}, hello);
  for (std::size_t i = 0; i < letter.paragraphs.size(); ++i) {
    mail.text += "\n" + letter.paragraphs[i] + "\n";
    body += el("p", {}, letter.paragraphs[i]);
    if (i > 0 || letter.link.empty()) continue;
    mail.text += "\n" + letter.link + "\n";
    body += el("p", {}, el("a", {{"href", letter.link}}, letter.link_label));
  }
  mail.html =
      "<!doctype html>" +
      el("html", {{"lang", ui::code_of(user.language)}}, el("body", {{"style", kBodyStyle}}, std::move(body))).str();
}

struct Told {
  std::string subject, what;
};

Told told(Language l, AccessChange change) {
  switch (change) {
    case AccessChange::PasswordChanged:
      return {tr(l, "Your password was changed"), tr(l, "The password of your account was changed.")};
    case AccessChange::SecondFactorOn:
      return {tr(l, "Two-step sign-in is on"),
              tr(l, "From now on a code of your application is asked for after your password.")};
    case AccessChange::SecondFactorOff:
      return {tr(l, "Two-step sign-in is off"),
              tr(l, "No code is asked for any more after your password. You can turn it on again under “My account”.")};
    case AccessChange::RecoveryCodesRenewed:
      return {tr(l, "Your recovery codes were renewed"), tr(l, "The former recovery codes no longer work.")};
    case AccessChange::RecoveryCodeUsed:
      return {tr(l, "A recovery code was used"),
              tr(l, "Somebody signed in to your account with one of your recovery codes.")};
  }
  return {};
}

}  // namespace

std::string key_link(const std::string& public_url, const std::string& key) {
  return public_url + "/choose-password?key=" + key;
}

mail::Mail key_mail(const User& user, const KeyMail& content) {
  const Language l = user.language;
  const bool invited = content.purpose == KeyPurpose::Invitation;
  mail::Mail mail;
  mail.about_type = mail::kConfidential;
  mail.about_id = std::to_string(user.id.value);
  mail.subject = invited ? tr(l, "{1} invites you to Recours", content.organisation) : tr(l, "Choose a new password");
  Letter letter;
  letter.link = content.link;
  letter.link_label = tr(l, "Choose your password");
  if (invited) {
    letter.paragraphs = {
        tr(l, "{1} has opened an account for you. Choose your password to come in:", content.organisation),
        tr(l, "The link works once, until {1}. After that ask your administrator for another one.",
           content.expires_at)};
  } else {
    letter.paragraphs = {tr(l, "A new password was asked for your account. Choose it here:"),
                         tr(l, "The link works once, until {1}.", content.expires_at),
                         tr(l, "If you did not ask for it, do nothing: your password stays as it is.")};
  }
  write(mail, user, letter);
  return mail;
}

mail::Mail access_mail(const User& user, AccessChange change, Instant now) {
  const Language l = user.language;
  const auto [subject, what] = told(l, change);
  mail::Mail mail;
  mail.subject = subject;
  mail.about_type = "user";
  mail.about_id = std::to_string(user.id.value);
  write(mail, user,
        {{what, tr(l, "This happened on {1}.", now),
          tr(l, "If it was not you, ask your administrator at once to close your access.")}});
  return mail;
}

}  // namespace recours::accounts
