#include "claims/message_mail.h"

#include <algorithm>

#include "base/text.h"
#include "ui/html.h"

namespace recours::claims {
namespace {

using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;

// What a mail says, piece by piece: the plain and the HTML one are made of the same.
struct Piece {
  enum class Kind { Plain, Quoted, Link, Faint } kind = Kind::Plain;
  std::string text;
};
using Pieces = std::vector<Piece>;

std::string plain_text(const Pieces& pieces) {
  std::string text;
  for (const auto& piece : pieces) text += piece.text + "\n\n";
  while (text.ends_with("\n\n")) text.pop_back();
  return text;
}

Html paragraph(const Piece& piece) {
  constexpr const char* quoted = "margin:12px 0;padding:8px 16px;border-left:3px solid #1f3a5f;white-space:pre-wrap";
  switch (piece.kind) {
    case Piece::Kind::Quoted: return el("div", {{"style", quoted}}, piece.text);
    case Piece::Kind::Link: return el("p", {}, el("a", {{"href", piece.text}}, piece.text));
    case Piece::Kind::Faint: return el("p", {{"style", "color:#5b6675;font-size:12px"}}, piece.text);
    case Piece::Kind::Plain: break;
  }
  return el("p", {}, piece.text);
}

std::string html_text(Language l, const Pieces& pieces) {
  Html body = el("body", {{"style", "font-family:Arial,sans-serif;color:#1c2430;font-size:14px;line-height:1.5"}},
                 ui::each(pieces, paragraph));
  return "<!doctype html>" + el("html", {{"lang", ui::code_of(l)}}, std::move(body)).str();
}

void add_message(Language l, const ClaimMessage& message, Pieces& pieces) {
  if (!message.text.empty()) pieces.push_back({Piece::Kind::Quoted, message.text});
  const auto files = static_cast<std::int64_t>(message.files.size());
  if (files > 0) pieces.push_back({Piece::Kind::Plain, ui::trn(l, "{1} file attached", "{1} files attached", files)});
}

void add_link(const Claim& claim, const Correspondence& correspondence, Pieces& pieces) {
  if (correspondence.public_url.empty()) return;
  pieces.push_back({Piece::Kind::Link, correspondence.public_url + "/claims/" + claim.number + "#messages"});
}

mail::Mail mail_of(Language l, const Claim& claim, mail::Address to, std::string subject, const Pieces& pieces) {
  mail::Mail mail;
  mail.to = std::move(to);
  mail.subject = std::move(subject);
  mail.text = plain_text(pieces);
  mail.html = html_text(l, pieces);
  mail.about_type = "claim";
  mail.about_id = claim.number;
  return mail;
}

}  // namespace

mail::Mail mail_to_contact(const Claim& claim, const ClaimMessage& message, const Contact& contact,
                           const std::string& department, const Correspondence& correspondence, Language l) {
  const bool is_answered_by_mail = !correspondence.intake.empty();
  Pieces pieces;
  if (is_answered_by_mail) pieces.push_back({Piece::Kind::Faint, tr(l, "— Answer above this line —")});
  pieces.push_back({Piece::Kind::Plain, tr(l, "Hello {1},", contact.name)});
  pieces.push_back(
      {Piece::Kind::Plain, tr(l, "{1} has written to you about your claim {2}:", department, claim.number)});
  add_message(l, message, pieces);
  add_link(claim, correspondence, pieces);
  pieces.push_back({Piece::Kind::Plain,
                    is_answered_by_mail
                        ? tr(l, "To answer, reply to this mail: your answer joins the claim.")
                        : tr(l, "To answer, open the claim under “Your claims”: replies to this mail are not read.")});
  return mail_of(l, claim, {contact.name, contact.email},
                 tr(l, "Your claim {1}: message from {2}", claim.number, department), pieces);
}

mail::Mail mail_to_department(const Claim& claim, const ClaimMessage& message, const Department& department,
                              const Correspondence& correspondence, Language l) {
  const bool is_unexpected = message.kind == MessageKind::Unexpected;
  Pieces pieces{{Piece::Kind::Plain, tr(l, "{1} has written about claim {2} ({3}):", message.author_name, claim.number,
                                        claim.account_name)}};
  if (is_unexpected) {
    pieces.push_back({Piece::Kind::Plain,
                      tr(l,
                         "Unexpected sender: this address is no contact of the claim. The reseller does not see this "
                         "message until somebody accepts it.")});
  }
  add_message(l, message, pieces);
  add_link(claim, correspondence, pieces);
  pieces.push_back({Piece::Kind::Plain, tr(l, "Answer on the page of the claim: replies to this mail are not read.")});
  return mail_of(l, claim, {department.label.in(l), department.email},
                 tr(l, "Claim {1}: message from {2}", claim.number, claim.account_name), pieces);
}

std::vector<Contact> contacts_of(const std::vector<ClaimLine>& lines) {
  std::vector<Contact> contacts;
  for (const auto& line : lines) {
    const auto key = fold(trim(line.contact.email));
    const bool known =
        std::any_of(contacts.begin(), contacts.end(), [&](const Contact& one) { return fold(trim(one.email)) == key; });
    if (!known && !key.empty()) contacts.push_back(line.contact);
  }
  return contacts;
}

}  // namespace recours::claims
