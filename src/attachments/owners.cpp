#include "attachments/owners.h"

#include <algorithm>
#include <set>

#include "attachments/upload_form.h"

namespace recours::attachments {
namespace {

constexpr const char* kForm = "form";
constexpr const char* kUser = "user";

Refusal form_was_sent() {
  const auto message = msg("This form was sent already: open it again to join further files.");
  return {"form_sent", message, {{"file", "form_sent", message}}, Refusal::Kind::Rule};
}

const OwnerRules& require_rules(const Owners& owners, const Owner& owner) {
  const auto* rules = owners.rules_of(owner.kind);
  if (rules == nullptr) throw NotFound();
  return *rules;
}

}  // namespace

bool is_visible(db::Reader& reader, const Owners& owners, const accounts::Viewer& viewer, const Owner& owner) {
  if (owner.kind == kUser) return owner.id == viewer.id.value;
  if (owner.kind == kForm) {
    const auto form = find_form(reader, UploadFormId{owner.id});
    return form && form->user == viewer.id;
  }
  const auto* rules = owners.rules_of(owner.kind);
  return rules != nullptr && rules->can_see(reader, viewer, owner.id);
}

std::optional<Refusal> objection_to_change(db::Reader& reader, const Owners& owners, const accounts::Viewer& viewer,
                                           const Owner& owner) {
  if (owner.kind == kUser) return std::nullopt;
  if (owner.kind == kForm) {
    const auto form = find_form(reader, UploadFormId{owner.id});
    return form && form->closed_at ? std::optional(form_was_sent()) : std::nullopt;
  }
  return require_rules(owners, owner).objection(reader, viewer, owner.id);
}

std::optional<Refusal> objection_to_change(db::Reader& reader, const Owners& owners, const accounts::Viewer& viewer,
                                           const Attachment& file) {
  if (auto objection = objection_to_change(reader, owners, viewer, file.owner)) return objection;
  const auto* rules = owners.rules_of(file.owner.kind);
  if (rules == nullptr || !rules->objection_to_file) return std::nullopt;
  return rules->objection_to_file(reader, viewer, file);
}

void lock_owner(db::Transaction& transaction, const Owners& owners, const Owner& owner) {
  if (owner.kind == kUser) return transaction.lock_rows("app_user", {owner.id});
  if (owner.kind == kForm) return transaction.lock_rows("upload_form", {owner.id});
  transaction.lock_rows(require_rules(owners, owner).table, {owner.id});
}

std::pair<std::string, std::string> subject_of(db::Reader& reader, const Owners& owners, const Owner& owner) {
  if (owner.kind == kUser) return {"user", std::to_string(owner.id)};
  if (owner.kind == kForm) return {"upload_form", std::to_string(owner.id)};
  return require_rules(owners, owner).subject(reader, owner.id);
}

Formats formats_of(const Owners& owners, const accounts::Viewer& viewer, const Owner& owner) {
  if (owner.kind == kUser) {
    for (const auto& [kind, rules] : owners.all()) {
      if (rules.formats != Formats::Documents && rules.may_send_loose && rules.may_send_loose(viewer))
        return rules.formats;
    }
  }
  const auto* rules = owners.rules_of(owner.kind);
  return rules == nullptr ? Formats::Documents : rules->formats;
}

bool may_send_loose(const Owners& owners, const accounts::Viewer& viewer) {
  return std::any_of(owners.all().begin(), owners.all().end(), [&](const auto& owner) {
    return owner.second.may_send_loose && owner.second.may_send_loose(viewer);
  });
}

std::vector<PieceKind> Owners::all_kinds(db::Reader& reader, Date today) const {
  std::set<std::string> known;
  std::vector<PieceKind> all;
  for (const auto& [owner, rules] : rules_) {
    if (!rules.kinds) continue;
    for (auto& kind : rules.kinds(reader, today)) {
      if (known.insert(kind.code).second) all.push_back(std::move(kind));
    }
  }
  return all;
}

std::vector<PieceKind> kinds_of(db::Reader& reader, const Owners& owners, const Owner& owner, Date today) {
  const auto* rules = owners.rules_of(owner.kind);
  return rules && rules->kinds ? rules->kinds(reader, today) : std::vector<PieceKind>();
}

}  // namespace recours::attachments
