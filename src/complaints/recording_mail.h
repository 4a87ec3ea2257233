// R-772 What a saved mail proposes for a draft, and what is to be said of it: taken from where, what could not be read.
// Pure; the person at the desk decides.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "complaints/registration.h"
#include "contacts/contact.h"
#include "mail/reading.h"

namespace recours::complaints {

// Codes, for an address: client, person, date, title, text were taken; several_clients, no_sender, several_senders,
// no_date, date_to_come, no_title, title_cut, no_text, text_cut, html, automatic are to be looked at.
using MailRemarks = std::vector<std::string>;
struct MailProposal {
  Registration said;
  MailRemarks remarks;
};
// `known`: the contacts with the sender's address, among those the viewer sees.
MailProposal proposal_of(const mail::ReceivedMail& mail, std::span<const contacts::Contact> known, Date today);

// Marie DURAND, Durand, Marie and marie durand: what is in capitals or before the comma is the last name, else the last
// word.
Complainant sender_as_person(const mail::Address& from);

// The sentence of a remark, nothing for an unknown code; « files-3 » counts. Whether it says what was taken, or asks
// for a look.
struct SaidRemark {
  Message message;
  enum class Kind { Taken, ToCheck } kind = Kind::Taken;
};
std::optional<SaidRemark> remark_of(std::string_view code);

}  // namespace recours::complaints
