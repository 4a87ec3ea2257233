#include "cli/demo_story.h"

#include <algorithm>
#include <stdexcept>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "accounts/user_store.h"
#include "base/embedded.h"
#include "claims/claim_files.h"
#include "claims/message_actions.h"

namespace recours::cli {
namespace {

void write_as(db::Database& database, const accounts::Viewer& author, const std::string& number,
              claims::Audience audience, const char* text, Instant at) {
  if (!claims::write_message(database, author, number, {audience, text}, {}, at)) {
    throw std::runtime_error(fmt::format("demo message of {} refused", number));
  }
}

}  // namespace

using claims::Declaration;

void Story::days_ago(int days, Deed deed, std::chrono::minutes later) {
  deeds_.emplace(now_.plus(-std::chrono::days(days) + later), std::move(deed));
}

void Story::happen() {
  for (const auto& [at, deed] : deeds_) deed(at);
}

accounts::Viewer Story::person(const char* email) const {
  const auto user = accounts::find_user_by_email(*database_.reader(), email);
  if (!user) throw std::logic_error(fmt::format("the demo has no {}", email));
  return accounts::viewer_of(*user, "cli");
}

Declaration Story::on(const accounts::Viewer& author, const char* invoice, const char* line, const char* department,
                      const char* code, int quantity) const {
  Declaration declaration;
  declaration.invoice_line = {database_.reader()->value<std::int64_t>(
      "SELECT l.id AS value FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id"
      " WHERE i.number = :invoice AND l.line_no = :line",
      {{"invoice", invoice}, {"line", line}})};
  declaration.department = department;
  declaration.code = code;
  declaration.quantity = Decimal::of(quantity);
  declaration.contact = {author.name, author.email, "01 99 00 12 34"};
  return declaration;
}

attachments::AttachmentId Story::send(const accounts::Viewer& author, const attachments::Owner& owner,
                                      const Piece& piece, Instant at) const {
  const auto files = embedded::demo();
  const auto found =
      std::find_if(files.begin(), files.end(), [&](const auto& file) { return file.name == piece.file; });
  if (found == files.end()) throw std::logic_error(fmt::format("the demo has no file {}", piece.file));
  const auto sent = attachments::upload(database_, depot_, author, owner,
                                        {piece.name, found->bytes, piece.kind, piece.comment, piece.source}, at);
  if (!sent) throw std::runtime_error(fmt::format("demo file {} refused: {}", piece.file, sent.error().code));
  return sent->id;
}

void Story::add(const accounts::Viewer& author, const Declaration& declaration, Instant at) {
  if (const auto added = claims::add_item(database_, author, declaration, at); !added) {
    const auto& refusal = added.error();
    const auto field = refusal.fields.empty() ? "" : refusal.fields.front().field + " " + refusal.fields.front().code;
    throw std::runtime_error(fmt::format("demo claim {}-{} refused: {} {}", declaration.department, declaration.code,
                                         refusal.code, field));
  }
}

// The basket holds one claim only.
std::string Story::confirm(const accounts::Viewer& author, Instant at) {
  const auto answer = claims::confirm_basket(database_, author, at, std::nullopt);
  if (!answer) throw std::runtime_error(fmt::format("demo basket refused: {}", answer.error().code));
  const auto confirmed = boost::json::parse(answer->body).at("claims").as_array();
  return std::string(confirmed.front().at("number").as_string());
}

Story::Number Story::open(const accounts::Viewer& author, Declaration declaration, int days) {
  return open_with(author, std::move(declaration), {}, days);
}

Story::Number Story::open_with(const accounts::Viewer& author, Declaration declaration, std::vector<Piece> pieces,
                               int days) {
  auto number = std::make_shared<std::string>();
  days_ago(days, [this, author, declaration = std::move(declaration), pieces = std::move(pieces),
                  number](Instant at) mutable {
    for (const auto& piece : pieces) {
      if (!declaration.attachments) declaration.attachments.emplace();
      declaration.attachments->push_back(send(author, {"user", author.id.value}, piece, at));
    }
    add(author, declaration, at.plus(std::chrono::minutes(2)));
    *number = confirm(author, at.plus(std::chrono::minutes(3)));
  });
  return number;
}

void Story::send_later(const accounts::Viewer& author, Number number, Piece piece, int days) {
  days_ago(days, [this, author, number = std::move(number), piece](Instant at) {
    const auto claim = claims::require_claim(*database_.reader(), author, *number);
    send(author, {claims::kClaimFiles, claim.id.value}, piece, at);
  });
}

void Story::decide(claims::Command command, const accounts::Viewer& giver, Number number, const char* reason,
                   const char* comment, int days) {
  give(command, giver, std::move(number), {.reason_code = reason, .comment = comment}, days);
}

void Story::give(claims::Command command, const accounts::Viewer& giver, Number number,
                 claims::Instruction instruction, int days) {
  days_ago(days, [this, command, giver, number = std::move(number), instruction = std::move(instruction)](Instant at) {
    if (const auto done = claims::give(database_, giver, *number, command, instruction, at); !done) {
      throw std::runtime_error(
          fmt::format("demo {} of {} refused: {}", claims::name_of(command), *number, done.error().code));
    }
  });
}

void Story::receive(const accounts::Viewer& giver, Number number, const char* difference,
                    std::vector<std::string> serials, claims::Instruction instruction, int days) {
  days_ago(days, [this, giver, number = std::move(number), difference, serials = std::move(serials),
                  instruction = std::move(instruction)](Instant at) mutable {
    const auto claim = claims::require_claim(*database_.reader(), giver, *number);
    claims::NamedLine line(claims::list_claim_lines(*database_.reader(), {claim.id}).front().id);
    line.difference = difference;
    line.serials = serials;
    instruction.lines = {line};
    if (const auto done = claims::give(database_, giver, *number, claims::Command::Receive, instruction, at); !done) {
      throw std::runtime_error(fmt::format("demo receipt of {} refused: {}", *number, done.error().code));
    }
  });
}

void Story::write(const accounts::Viewer& author, Number number, const char* text, int days) {
  days_ago(days, [this, author, number = std::move(number), text](Instant at) {
    write_as(database_, author, *number, claims::Audience::BothSides, text, at);
  });
}

void Story::note(const accounts::Viewer& author, Number number, const char* text, int days) {
  days_ago(days, [this, author, number = std::move(number), text](Instant at) {
    write_as(database_, author, *number, claims::Audience::StaffOnly, text, at);
  });
}

}  // namespace recours::cli
