// What people are told by mail about their own access: the link to choose a password, and every change somebody else
// might have made. Pure: values in, mail out; the actions put it into the outbox.
#pragma once

#include <string>

#include "accounts/account_key_store.h"
#include "accounts/user_store.h"
#include "mail/outbox.h"

namespace recours::accounts {

// R-112 The key stands in the query of the link, never in its path: paths are logged.
std::string key_link(const std::string& public_url, const std::string& key);

struct KeyMail {
  KeyPurpose purpose = KeyPurpose::Reset;
  std::string link;
  Instant expires_at;
  std::string organisation;
};
// R-115 Its body is for the recipient alone (mail/confidential.h).
mail::Mail key_mail(const User& user, const KeyMail& content);

// R-114 To the person whose access changed, whoever did it.
enum class AccessChange {
  PasswordChanged,
  SecondFactorOn,
  SecondFactorOff,
  RecoveryCodesRenewed,
  RecoveryCodeUsed,
};
mail::Mail access_mail(const User& user, AccessChange change, Instant now);

}  // namespace recours::accounts
