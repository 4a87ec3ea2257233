#include "attachments/attachment_actions.h"

#include <algorithm>
#include <chrono>
#include <set>

#include <boost/json.hpp>

#include "base/text.h"

namespace recours::attachments {
namespace {

namespace json = boost::json;

constexpr std::chrono::hours kUndo{kUndoHours};

Refusal refused_about_file(const char* code, Message message) {
  return {code, message, {{"file", code, message}}, Refusal::Kind::Rule};
}

void require_may_change(const accounts::Viewer& viewer) {
  if (viewer.read_only) throw Forbidden();
}

void note(db::Transaction& transaction, const Depot& depot, const accounts::Viewer& viewer, Instant now,
          std::string_view action, const Attachment& attachment, json::object content) {
  const auto [type, id] = subject_of(transaction, depot.owners, attachment.owner);
  content["attachment_id"] = attachment.id.value;
  content["sha256"] = attachment.sha256;
  journal::append(transaction, viewer.actor(), now, action, {type, id}, content);
}

json::object words_of(const Attachment& attachment) {
  return {{"name", attachment.name}, {"kind", attachment.kind}, {"comment", attachment.comment}};
}

std::optional<Refusal> objection_to_return(db::Transaction& transaction, const Attachment& attachment, Instant now) {
  if (attachment.scan == Scan::Infected) return refused_file("virus_found");
  if (now >= attachment.removed_at->plus(kUndo)) {
    return refused_about_file("too_late", msg("This file was removed too long ago to be taken back: add it again."));
  }
  const auto present = list_attachments(transaction, attachment.owner);
  const auto is_same = [&](const Attachment& other) { return other.sha256 == attachment.sha256; };
  if (std::any_of(present.begin(), present.end(), is_same)) return refused_file("already_attached");
  return objection_to_amount(present, attachment.size);
}

}  // namespace

Result<Attachment, Refusal> describe(db::Database& database, const Depot& depot, const accounts::Viewer& viewer,
                                     AttachmentId id, const Description& description, std::int64_t version,
                                     Instant now) {
  return database.write([&](db::Transaction& transaction) -> Result<Attachment, Refusal> {
    auto attachment = require_attachment(transaction, depot.owners, viewer, id);
    require_may_change(viewer);
    const auto& owner = attachment.owner;
    if (auto objection = objection_to_change(transaction, depot.owners, viewer, attachment)) {
      return fail(*std::move(objection));
    }
    if (auto objection = objection_to_description(description, kinds_of(transaction, depot.owners, owner, paris_day(now)))) {
      return fail(*std::move(objection));
    }
    if (attachment.version != version) throw Conflict("attachment changed");
    const auto before = words_of(attachment);
    attachment.name = safe_file_name(description.name, attachment.type);
    attachment.kind = description.kind;
    attachment.comment = description.comment;
    const auto after = words_of(attachment);
    if (after == before) return attachment;
    update_attachment(transaction, attachment);
    note(transaction, depot, viewer, now, "attachment.described", attachment, {{"from", before}, {"to", after}});
    return attachment;
  });
}

Result<Attachment, Refusal> remove(db::Database& database, const Depot& depot, const accounts::Viewer& viewer,
                                   AttachmentId id, std::optional<std::int64_t> version, Instant now) {
  return database.write([&](db::Transaction& transaction) -> Result<Attachment, Refusal> {
    lock_owner(transaction, depot.owners, require_attachment(transaction, depot.owners, viewer, id).owner);
    auto attachment = require_attachment(transaction, depot.owners, viewer, id);
    require_may_change(viewer);
    if (auto objection = objection_to_change(transaction, depot.owners, viewer, attachment)) {
      return fail(*std::move(objection));
    }
    if (version && attachment.version != *version) throw Conflict("attachment changed");
    attachment.removed_at = now;
    attachment.removed_by_name = viewer.name;
    update_attachment(transaction, attachment);
    note(transaction, depot, viewer, now, "attachment.removed", attachment, {{"size", attachment.size}});
    return attachment;
  });
}

Result<Attachment, Refusal> restore(db::Database& database, const Depot& depot, const accounts::Viewer& viewer,
                                    AttachmentId id, Instant now) {
  return database.write([&](db::Transaction& transaction) -> Result<Attachment, Refusal> {
    lock_owner(transaction, depot.owners, require_any_attachment(transaction, depot.owners, viewer, id).owner);
    auto attachment = require_any_attachment(transaction, depot.owners, viewer, id);
    require_may_change(viewer);
    if (!attachment.removed_at) return attachment;
    if (auto objection = objection_to_change(transaction, depot.owners, viewer, attachment)) {
      return fail(*std::move(objection));
    }
    if (auto objection = objection_to_return(transaction, attachment, now)) return fail(*std::move(objection));
    attachment.removed_at.reset();
    attachment.removed_by_name.clear();
    update_attachment(transaction, attachment);
    note(transaction, depot, viewer, now, "attachment.restored", attachment, {});
    return attachment;
  });
}

std::optional<std::vector<Attachment>> loose(db::Reader& reader, const accounts::Viewer& viewer,
                                             const std::vector<AttachmentId>& ids, Formats formats) {
  const auto all = list_attachments(reader, Owner{"user", viewer.id.value});
  std::vector<Attachment> found;
  for (const auto id : std::set(ids.begin(), ids.end())) {
    const auto file = std::find_if(all.begin(), all.end(), [&](const Attachment& one) { return one.id == id; });
    if (file == all.end() || !takes(formats, file->type)) return std::nullopt;
    found.push_back(*file);
  }
  return found;
}

void hand_over(db::Transaction& transaction, const std::vector<Attachment>& files, const Owner& owner) {
  for (const auto& file : files) {
    if (!move_attachment(transaction, file.id, file.owner, owner, file.uploaded_at))
      throw NotFound("attachment taken meanwhile");
  }
}

void give_back(db::Transaction& transaction, const std::vector<Attachment>& files, UserId user, Instant now) {
  const Owner owner{"user", user.value};
  for (const auto& file : files) {
    if (!move_attachment(transaction, file.id, file.owner, owner, now)) throw NotFound("attachment taken meanwhile");
  }
}

std::vector<AttachmentId> release(db::Transaction& transaction, const Owner& owner, UserId user, Instant now) {
  std::vector<AttachmentId> ids;
  for (const auto& file : list_attachments(transaction, owner)) ids.push_back(file.id);
  move_all_attachments(transaction, owner, Owner{"user", user.value}, now);
  return ids;
}

}  // namespace recours::attachments
