// Who answers for the files of whom: each feature that has files registers itself, so that the right to see, add and
// remove is asked where it is known. This folder knows neither claims nor complaints.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "accounts/viewer.h"
#include "attachments/attachment.h"
#include "attachments/description.h"
#include "db/database.h"

namespace recours::attachments {

struct OwnerRules {
  // Whether the viewer may see the owner, and so its files (R-103: else they do not exist).
  std::function<bool(db::Reader&, const accounts::Viewer&, std::int64_t id)> can_see;
  // Why no file may be added, edited or removed now; none: it may. Asked after can_see.
  std::function<std::optional<Refusal>(db::Reader&, const accounts::Viewer&, std::int64_t id)> objection;
  // The row locked while the amount is checked: table and id, by db::Transaction::lock_rows.
  std::string table;
  // By the number people and the API use ("claim:000202646749"); empty function: not addressed from outside.
  std::function<std::optional<std::int64_t>(db::Reader&, const accounts::Viewer&, const std::string& number)> find;
  // For the journal: the subject of the owner, such as {"claim", "R000012345"}.
  std::function<std::pair<std::string, std::string>(db::Reader&, std::int64_t id)> subject;
  // What its files may show, those no longer in force on that day too; empty function: nothing.
  std::function<std::vector<PieceKind>(db::Reader&, Date today)> kinds;
  Formats formats = Formats::Documents;
  // Who may send files before it is said whose they are; an empty function: nobody on this owner's account.
  std::function<bool(const accounts::Viewer&)> may_send_loose;
  // Why this very file may not be edited or removed by this person; none, or an empty function: the owner's rule says
  // all.
  std::function<std::optional<Refusal>(db::Reader&, const accounts::Viewer&, const Attachment&)> objection_to_file;
};

class Owners {
 public:
  void add(std::string kind, OwnerRules rules) { rules_.insert_or_assign(std::move(kind), std::move(rules)); }
  // Null for a kind nobody registered.
  const OwnerRules* rules_of(const std::string& kind) const {
    const auto found = rules_.find(kind);
    return found == rules_.end() ? nullptr : &found->second;
  }
  const std::map<std::string, OwnerRules>& all() const { return rules_; }
  // Of all owners, each once: for forms that do not know yet whose files these will be.
  std::vector<PieceKind> all_kinds(db::Reader& reader, Date today) const;

 private:
  std::map<std::string, OwnerRules> rules_;
};

// ---- asked for every owner, those of this folder included (attachment.h)
bool is_visible(db::Reader& reader, const Owners& owners, const accounts::Viewer& viewer, const Owner& owner);
// Why its files may not change now. Of an owner that is visible.
std::optional<Refusal> objection_to_change(db::Reader& reader, const Owners& owners, const accounts::Viewer& viewer,
                                           const Owner& owner);
// Of one file: its owner's rule, then that for the file.
std::optional<Refusal> objection_to_change(db::Reader& reader, const Owners& owners, const accounts::Viewer& viewer,
                                           const Attachment& file);
// Until the transaction ends nobody else adds a file to it.
void lock_owner(db::Transaction& transaction, const Owners& owners, const Owner& owner);
// For the journal: {"claim", "R000012345"}, {"upload_form", "7"}, {"user", "3"}.
std::pair<std::string, std::string> subject_of(db::Reader& reader, const Owners& owners, const Owner& owner);
// R-789 What files of this owner may be. Loose files of a person may be what some owner takes of that person.
Formats formats_of(const Owners& owners, const accounts::Viewer& viewer, const Owner& owner);
// Whether some owner takes files of this person that nobody has named an owner for.
bool may_send_loose(const Owners& owners, const accounts::Viewer& viewer);
// None for the owners of this folder: nobody knows yet what the file will be joined to.
std::vector<PieceKind> kinds_of(db::Reader& reader, const Owners& owners, const Owner& owner, Date today);

}  // namespace recours::attachments
