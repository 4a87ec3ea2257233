#include "attachments/attachment_store.h"

namespace recours::attachments {
namespace {

const std::string kRows =
    "SELECT id, owner_kind, owner_id, name, type, size, sha256, kind, comment, uploaded_by, uploaded_by_name, source, "
    "uploaded_at, converted_from, location_removed, preview_sha256, thumbnail_sha256, scan, removed_at, removed_by_name, "
    "version FROM attachment ";

Attachment attachment_of(const db::Row& row) {
  Attachment attachment;
  attachment.id = row.get<AttachmentId>("id");
  attachment.owner = {row.get<std::string>("owner_kind"), row.get<std::int64_t>("owner_id")};
  attachment.name = row.get<std::string>("name");
  attachment.type = file_type_named(row.get<std::string_view>("type")).value();
  attachment.size = row.get<std::int64_t>("size");
  attachment.sha256 = row.get<std::string>("sha256");
  attachment.kind = row.get<std::string>("kind");
  attachment.comment = row.get<std::string>("comment");
  attachment.uploaded_by = row.get<std::optional<UserId>>("uploaded_by");
  attachment.uploaded_by_name = row.get<std::string>("uploaded_by_name");
  attachment.source = source_named(row.get<std::string_view>("source")).value();
  attachment.uploaded_at = row.get<Instant>("uploaded_at");
  attachment.converted_from = row.get<std::string>("converted_from");
  attachment.location_removed = row.get<bool>("location_removed");
  attachment.preview_sha256 = row.get<std::string>("preview_sha256");
  attachment.thumbnail_sha256 = row.get<std::string>("thumbnail_sha256");
  attachment.scan = scan_named(row.get<std::string_view>("scan")).value();
  attachment.removed_at = row.get<std::optional<Instant>>("removed_at");
  attachment.removed_by_name = row.get<std::string>("removed_by_name");
  attachment.version = row.get<std::int64_t>("version");
  return attachment;
}

}  // namespace

std::vector<Attachment> list_attachments(db::Reader& reader, const Owner& owner) {
  return reader.list(kRows + "WHERE owner_kind = :kind AND owner_id = :owner AND removed_at IS NULL ORDER BY id",
                     {{"kind", owner.kind}, {"owner", owner.id}}, attachment_of);
}

std::vector<Attachment> list_attachments(db::Reader& reader, const std::string& owner_kind,
                                         const std::vector<std::int64_t>& owners) {
  if (owners.empty()) return {};
  return reader.list(
      kRows + "WHERE owner_kind = :kind AND owner_id IN (:owners[]) AND removed_at IS NULL ORDER BY owner_id, id",
      {{"kind", owner_kind}, {"owners", owners}}, attachment_of);
}

std::vector<Attachment> list_with_removed(db::Reader& reader, const Owner& owner) {
  return reader.list(kRows + "WHERE owner_kind = :kind AND owner_id = :owner ORDER BY id",
                     {{"kind", owner.kind}, {"owner", owner.id}}, attachment_of);
}

std::optional<Attachment> find_attachment(db::Reader& reader, AttachmentId id) {
  return reader.find(kRows + "WHERE id = :id", {{"id", id}}, attachment_of);
}

Attachment require_any_attachment(db::Reader& reader, const Owners& owners, const accounts::Viewer& viewer,
                                  AttachmentId id) {
  auto found = find_attachment(reader, id);
  if (!found || !is_visible(reader, owners, viewer, found->owner)) throw NotFound();
  return *std::move(found);
}

Attachment require_attachment(db::Reader& reader, const Owners& owners, const accounts::Viewer& viewer,
                              AttachmentId id) {
  auto found = require_any_attachment(reader, owners, viewer, id);
  if (found.removed_at) throw NotFound();
  return found;
}

std::vector<Attachment> list_waiting_for_scan(db::Reader& reader, AttachmentId after, int limit) {
  return reader.list(kRows + "WHERE scan = 'waiting' AND removed_at IS NULL AND id > :after ORDER BY id LIMIT :limit",
                     {{"after", after}, {"limit", limit}}, attachment_of);
}

AttachmentId insert_attachment(db::Transaction& transaction, const Attachment& attachment) {
  return transaction.require(
      "INSERT INTO attachment (owner_kind, owner_id, name, type, size, sha256, kind, comment, uploaded_by, "
      "uploaded_by_name, source, uploaded_at, placed_at, converted_from, location_removed, preview_sha256, thumbnail_sha256, scan) "
      "VALUES (:owner_kind, :owner, :name, :type, :size, :sha256, :kind, :comment, :uploaded_by, :uploaded_by_name, "
      ":source, :uploaded_at, :uploaded_at, :converted_from, :location_removed, :preview, :thumbnail, :scan) RETURNING id",
      {{"owner_kind", attachment.owner.kind},
       {"owner", attachment.owner.id},
       {"name", attachment.name},
       {"type", name_of(attachment.type)},
       {"size", attachment.size},
       {"sha256", attachment.sha256},
       {"kind", attachment.kind},
       {"comment", attachment.comment},
       {"uploaded_by", attachment.uploaded_by},
       {"uploaded_by_name", attachment.uploaded_by_name},
       {"source", name_of(attachment.source)},
       {"uploaded_at", attachment.uploaded_at},
       {"converted_from", attachment.converted_from},
       {"location_removed", attachment.location_removed},
       {"preview", attachment.preview_sha256},
       {"thumbnail", attachment.thumbnail_sha256},
       {"scan", name_of(attachment.scan)}},
      [](const db::Row& row) { return row.get<AttachmentId>("id"); });
}

void update_attachment(db::Transaction& transaction, Attachment& attachment) {
  transaction.execute_one(
      "UPDATE attachment SET name = :name, kind = :kind, comment = :comment, owner_kind = :owner_kind, "
      "owner_id = :owner, scan = :scan, removed_at = :removed_at, removed_by_name = :removed_by_name, version = version + 1 "
      "WHERE id = :id AND version = :version",
      {{"name", attachment.name},
       {"kind", attachment.kind},
       {"comment", attachment.comment},
       {"owner_kind", attachment.owner.kind},
       {"owner", attachment.owner.id},
       {"scan", name_of(attachment.scan)},
       {"removed_at", attachment.removed_at},
       {"removed_by_name", attachment.removed_by_name},
       {"id", attachment.id},
       {"version", attachment.version}});
  ++attachment.version;
}

bool move_attachment(db::Transaction& transaction, AttachmentId id, const Owner& from, const Owner& to,
                     Instant placed_at) {
  return transaction.execute(
             "UPDATE attachment SET owner_kind = :to_kind, owner_id = :to, placed_at = :placed_at, version = version + "
             "1 "
             "WHERE id = :id AND owner_kind = :from_kind AND owner_id = :from AND removed_at IS NULL",
             {{"to_kind", to.kind},
              {"to", to.id},
              {"placed_at", placed_at},
              {"id", id},
              {"from_kind", from.kind},
              {"from", from.id}}) == 1;
}

void move_all_attachments(db::Transaction& transaction, const Owner& from, const Owner& to, Instant now) {
  transaction.execute(
      "UPDATE attachment SET owner_kind = :to_kind, owner_id = :to, placed_at = :now, version = version + 1 "
      "WHERE owner_kind = :from_kind AND owner_id = :from",
      {{"to_kind", to.kind}, {"to", to.id}, {"now", now}, {"from_kind", from.kind}, {"from", from.id}});
}

}  // namespace recours::attachments
