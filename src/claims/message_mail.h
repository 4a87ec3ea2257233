// The mails a message makes: to the contacts of the claim when staff wrote, to the mailbox of the department when the
// reseller did. Internal notes make none. Pure.
#pragma once

#include <string>

#include "claims/claim_mail.h"
#include "claims/message.h"

namespace recours::claims {

// How this installation is reached; both may be empty.
struct Correspondence {
  std::string public_url;  // of links in mails
  std::string intake;      // where answers by mail arrive; empty: people answer on the page
};

// R-650 One mail: number, text, how many files, the link, how to answer.
mail::Mail mail_to_contact(const Claim& claim, const ClaimMessage& message, const Contact& contact,
                           const std::string& department, const Correspondence& correspondence, ui::Language language);
mail::Mail mail_to_department(const Claim& claim, const ClaimMessage& message, const Department& department,
                              const Correspondence& correspondence, ui::Language language);

// Each address once, as the lines name them.
std::vector<Contact> contacts_of(const std::vector<ClaimLine>& lines);

}  // namespace recours::claims
