// Claims with their conversation: pages and API of messages and of mails that came in, the outbox, mails as people send
// them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "claims/intake_actions.h"
#include "claims/message_actions.h"
#include "claims/messages_pages.h"
#include "demo_pieces.h"
#include "mail/outbox.h"
#include "support/claim_pages.h"

namespace recours::testing_support {

class MessageWorld : public ClaimPages {
 protected:
  static constexpr const char* kIntake = "reponses@nordsud.example";

  void SetUp() override {
    ClaimPages::SetUp();
    claims::register_messages(*site_, *depot_, correspondence_);
    auto alice = as(cast_.alice);
    number_ = confirmed_claim(alice, {{"contact_name", "Alice Martel"}, {"contact_email", "alice@helios.example"}});
    path_ = "/claims/" + number_;
  }
  claims::Claim claim() { return claims::require_claim(*database().reader(), cast_.claire, number_); }
  std::vector<mail::OutboxMessage> outbox() {
    const auto reader = database().reader();
    auto page = mail::list_outbox(*reader, {}, {}, 200);
    std::vector<mail::OutboxMessage> mails;
    for (const auto& one : page.messages) mails.push_back(mail::require_outbox_message(*reader, one.id));
    return mails;  // newest first
  }
  std::size_t sent_to(const std::string& address) {
    std::size_t count = 0;
    for (const auto& mail : outbox()) count += mail.mail.to.address == address ? 1 : 0;
    return count;
  }
  // The newest to this address.
  mail::OutboxMessage last_to(const std::string& address) {
    for (auto& mail : outbox()) {
      if (mail.mail.to.address == address) return mail;
    }
    ADD_FAILURE() << "no mail to " << address;
    return {};
  }
  std::vector<claims::ClaimMessage> messages(const accounts::Viewer& viewer) {
    return claims::list_messages(*database().reader(), viewer, claim().id, {}, 100).items;
  }
  claims::ClaimMessage write(const accounts::Viewer& viewer, const std::string& text,
                             claims::Audience audience = claims::Audience::BothSides) {
    auto written = claims::write_message(database(), viewer, number_, {audience, text}, correspondence_, clock_.now());
    if (!written) throw std::logic_error("not written: " + written.error().code);
    return *written;
  }
  // An answer to the newest mail to Alice, as her program would send it; `headers` stand before the others.
  std::string reply(const std::string& text, const std::string& from = "Alice Martel <alice@helios.example>",
                    const std::string& headers = {}) {
    const auto mail = last_to("alice@helios.example");
    static int count = 0;
    return headers + "From: " + from + "\r\nTo: " + "reponses+" + mail.mail.reply_token + "@nordsud.example\r\n" +
           "Message-ID: <reply" + std::to_string(++count) + "@helios.example>\r\n" +
           "Date: Thu, 12 Nov 2026 10:30:00 +0100\r\nSubject: Re: " +
           "x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text + "\r\n";
  }
  claims::Arrival take_in(std::string_view bytes) {
    return claims::take_in(database(), *depot_, bytes, {correspondence_, {kIntake, "recours@nordsud.example"}},
                           clock_.now());
  }
  std::int64_t count(const std::string& rows) {
    return database().reader()->value<std::int64_t>("SELECT COUNT(*) AS value FROM " + rows);
  }

  const claims::Correspondence correspondence_{"https://recours.example", kIntake};
  std::string number_, path_;
};

}  // namespace recours::testing_support
