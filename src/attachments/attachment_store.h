// Files in the database: rows, never bytes. Every look-up of pages and API goes through the viewer.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "attachments/owners.h"

namespace recours::attachments {

// Not removed ones, oldest first.
std::vector<Attachment> list_attachments(db::Reader& reader, const Owner& owner);
// Of several owners of one kind at once (one query), in order of owner and time.
std::vector<Attachment> list_attachments(db::Reader& reader, const std::string& owner_kind,
                                         const std::vector<std::int64_t>& owners);
// Also removed ones, for histories.
std::vector<Attachment> list_with_removed(db::Reader& reader, const Owner& owner);

// Not removed, its owner visible to the viewer (own forms and own loose files included); throws NotFound.
Attachment require_attachment(db::Reader& reader, const Owners& owners, const accounts::Viewer& viewer,
                              AttachmentId id);
// As above, removed ones too (undo).
Attachment require_any_attachment(db::Reader& reader, const Owners& owners, const accounts::Viewer& viewer,
                                  AttachmentId id);

// ---- for actions
// Whoever asks, removed or not.
std::optional<Attachment> find_attachment(db::Reader& reader, AttachmentId id);
// Scan state waiting, not removed, by id after `after`.
std::vector<Attachment> list_waiting_for_scan(db::Reader& reader, AttachmentId after, int limit);
AttachmentId insert_attachment(db::Transaction& transaction, const Attachment& attachment);
// Name, kind, comment, owner, scan, removed_at, with the version in WHERE; raises `attachment.version`.
void update_attachment(db::Transaction& transaction, Attachment& attachment);
// From one owner to another, unless it was removed or taken meanwhile (false).
bool move_attachment(db::Transaction& transaction, AttachmentId id, const Owner& from, const Owner& to,
                     Instant placed_at);
// Everything, removed ones included; counts as placed there now.
void move_all_attachments(db::Transaction& transaction, const Owner& from, const Owner& to, Instant now);

}  // namespace recours::attachments
