// What the demo's people did, told person by person and carried out in the order of time, so that numbers, mails and
// journal follow each other as they would have.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "attachments/attachment_actions.h"
#include "claims/basket_actions.h"
#include "claims/claim_actions.h"

namespace recours::cli {

class Story {
 public:
  Story(db::Database& database, const attachments::Depot& depot, Instant now)
      : database_(database), depot_(depot), now_(now) {}

  using Deed = std::function<void(Instant at)>;
  using Number = std::shared_ptr<std::string>;  // of a claim; there once it was opened

  void days_ago(int days, Deed deed, std::chrono::minutes later = {});
  void happen();

  accounts::Viewer person(const char* email) const;
  Date day(int days_from_now) const { return paris_day(now_).plus_days(days_from_now); }

  // A declaration on a line, with what nearly every type asks already filled in.
  claims::Declaration on(const accounts::Viewer& author, const char* invoice, const char* line, const char* department,
                         const char* code, int quantity) const;

  // A file of the demo (src/cli/demo), under the name its sender gave it.
  struct Piece {
    const char* file;
    const char* name;
    const char* kind;
    const char* comment = "";
    attachments::Source source = attachments::Source::Phone;
  };

  // Puts the declaration in the basket, and confirms it.
  void add(const accounts::Viewer& author, const claims::Declaration& declaration, Instant at);
  Number open(const accounts::Viewer& author, claims::Declaration declaration, int days);
  // The same with files that were joined while it was declared; and one that was added later.
  Number open_with(const accounts::Viewer& author, claims::Declaration declaration, std::vector<Piece> pieces, int days);
  void send_later(const accounts::Viewer& author, Number number, Piece piece, int days);

  void decide(claims::Command command, const accounts::Viewer& giver, Number number, const char* reason,
              const char* comment, int days);
  void give(claims::Command command, const accounts::Viewer& giver, Number number, claims::Instruction instruction,
            int days);
  // The only line of a claim comes in, differently from what was announced.
  void receive(const accounts::Viewer& giver, Number number, const char* difference, std::vector<std::string> serials,
               claims::Instruction instruction, int days);
  // To the other side, or for staff only.
  void write(const accounts::Viewer& author, Number number, const char* text, int days);
  void note(const accounts::Viewer& author, Number number, const char* text, int days);

 private:
  attachments::AttachmentId send(const accounts::Viewer& author, const attachments::Owner& owner, const Piece& piece,
                                 Instant at) const;
  std::string confirm(const accounts::Viewer& author, Instant at);

  db::Database& database_;
  const attachments::Depot& depot_;
  Instant now_;
  std::multimap<Instant, Deed> deeds_;
};

}  // namespace recours::cli
