// R-653 What the intake reads of a mail: whom it answers, how to know it again, what a bounce says failed.
#include "mail/incoming.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace recours::mail {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::string kReply =
    "Received: from a by b\r\n"
    "Return-Path: <Alice@Helios.example>\r\n"
    "Delivered-To: reponses+0f1e@nordsud.example\r\n"
    "From: =?utf-8?q?Alice_Mart=C3=A9l?= <Alice@Helios.example>\r\n"
    "To: Nordsud <Reponses+0F1E@nordsud.example>,\r\n \"x, y\" <y@nordsud.example>\r\n"
    "Message-ID: <abc@helios.example>\r\n"
    "In-Reply-To: <0123456789abcdef0123456789abcdef@nordsud.example>\r\n"
    "References: <r1@x>\r\n <r2@x>\r\n"
    "Date: Thu, 12 Nov 2026 10:00:00 +0100\r\n"
    "Subject: Re: Votre =?utf-8?q?r=C3=A9clamation?=\r\n\r\n"
    "Oui.\r\n\r\nLe 12 nov. 2026, Nordsud a =?x?\r\n";

TEST(Incoming, SaysWhomItAnswers) {
  const auto mail = read_incoming(kReply);
  EXPECT_EQ(mail.unreadable, "");
  EXPECT_EQ(mail.content.from.address, "alice@helios.example");
  EXPECT_EQ(mail.content.from.name, "Alice Martél");
  EXPECT_EQ(mail.message_id, "abc@helios.example");
  EXPECT_THAT(mail.recipients,
              ElementsAre("reponses+0f1e@nordsud.example", "y@nordsud.example", "reponses+0f1e@nordsud.example"));
  EXPECT_THAT(mail.answered, ElementsAre("0123456789abcdef0123456789abcdef@nordsud.example", "r1@x", "r2@x"));
  EXPECT_EQ(mail.automatic, Automatic::No);
  EXPECT_EQ(mail.content.subject, "Re: Votre réclamation");
}

TEST(Incoming, TheSameMailByAnotherWayIsTheSame) {
  const auto identity = read_incoming(kReply).identity;
  EXPECT_EQ(identity.size(), 64u);
  EXPECT_EQ(read_incoming("Received: from c by d\r\n" + kReply).identity, identity);
  EXPECT_NE(read_incoming(kReply + "PS").identity, identity) << "another content";
  auto other = kReply;
  other.replace(other.find("abc@helios"), 3, "abd");
  EXPECT_NE(read_incoming(other).identity, identity) << "another Message-ID";
}

TEST(Incoming, WhatCannotBeReadIsNotLost) {
  const auto bare = read_incoming("This is a simple message not having headers.\nAll of it is text.\n");
  EXPECT_EQ(bare.unreadable, "not_a_mail");
  EXPECT_THAT(bare.reply, HasSubstr("All of it is text."));
  const auto huge = read_incoming("From: a@b.example\nSubject: gros\n\n" + std::string(kMostReadBytes, 'x'));
  EXPECT_EQ(huge.unreadable, "too_large");
  EXPECT_EQ(huge.content.from.address, "a@b.example");
  EXPECT_EQ(huge.content.subject, "gros");
  EXPECT_LT(huge.reply.size(), 20'000u);
  EXPECT_TRUE(huge.content.is_cut);
  EXPECT_EQ(read_incoming("").unreadable, "empty");
}

TEST(Incoming, ABounceSaysWhichAddressFailedAndWhatItWas) {
  const std::string bounce =
      "Return-Path: <>\n"
      "From: MAILER-DAEMON@mx.example\nTo: recours@nordsud.example\nSubject: Undelivered Mail Returned to Sender\n"
      "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
      "--b\n\nI'm sorry.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
      "Final-Recipient: rfc822; Alice@helios.example\nOriginal-Recipient: rfc822;alice@helios.example\nAction: failed\n"
      "Status: 5.1.1\n\nFinal-Recipient: rfc822; bob@atelier.example\nAction: delayed\n\n--b\n"
      "Content-Type: text/rfc822-headers\n\nMessage-Id: <0123456789abcdef0123456789abcdef@nordsud.example>\nSubject: "
      "x\n--b--\n";
  const auto mail = read_incoming(bounce);
  EXPECT_EQ(mail.automatic, Automatic::Bounce);
  EXPECT_THAT(mail.failed, ElementsAre("alice@helios.example"));
  EXPECT_THAT(mail.mentioned, ElementsAre("0123456789abcdef0123456789abcdef"));
}

}  // namespace
}  // namespace recours::mail
