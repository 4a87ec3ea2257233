// Letting a file in: every refusal comes before anything is kept.
#include <algorithm>

#include <spdlog/spdlog.h>
#include <boost/json.hpp>

#include "attachments/attachment_actions.h"
#include "attachments/received_actions.h"

namespace recours::attachments {
namespace {

namespace json = boost::json;

// No bytes of it are kept, but that somebody sent it is.
void note_infected(db::Database& database, const Depot& depot, const accounts::Viewer& viewer, const Owner& owner,
                   std::string_view bytes, Instant now) {
  const auto sha256 = sha256_of(bytes);
  spdlog::warn("infected file refused: {} bytes, SHA-256 {}, sent by user {} ({})", bytes.size(), sha256,
               viewer.id.value, viewer.source);
  database.write([&](db::Transaction& transaction) {
    const auto [type, id] = subject_of(transaction, depot.owners, owner);
    journal::append(transaction, viewer.actor(), now, "attachment.refused", {type, id},
                    {{"code", "virus_found"}, {"sha256", sha256}, {"size", bytes.size()}});
  });
}

// The name is not refused: it is made fit for the disk when it is kept.
std::optional<Refusal> objection_to_words(db::Reader& reader, const Depot& depot, const Owner& owner,
                                          const Upload& file, Date today) {
  return objection_to_description({"file", file.kind, file.comment}, kinds_of(reader, depot.owners, owner, today));
}

std::optional<Refusal> objection_to_place(db::Reader& reader, const Depot& depot, const accounts::Viewer& viewer,
                                          const Owner& owner) {
  if (!is_visible(reader, depot.owners, viewer, owner)) throw NotFound();
  if (viewer.read_only) throw Forbidden();
  return objection_to_change(reader, depot.owners, viewer, owner);
}

std::optional<Refusal> objection_to_more(db::Reader& reader, const Owner& owner, std::int64_t bytes,
                                         const std::string& sha256) {
  const auto present = list_attachments(reader, owner);
  const auto is_same = [&](const Attachment& other) { return other.sha256 == sha256; };
  if (std::any_of(present.begin(), present.end(), is_same)) return refused_file("already_attached");
  return objection_to_amount(present, bytes);
}

Attachment row_of(const accounts::Viewer& viewer, const Owner& owner, const Upload& upload, const Examined& file,
                  Instant now) {
  Attachment attachment;
  attachment.owner = owner;
  attachment.name = safe_file_name(upload.name, file.inspected.type);
  attachment.type = file.inspected.type;
  attachment.size = size_of(file);
  attachment.sha256 = file.sha256;
  attachment.kind = upload.kind;
  attachment.comment = upload.comment;
  attachment.uploaded_by = viewer.id;
  attachment.uploaded_by_name = viewer.name;
  attachment.source = upload.source;
  attachment.uploaded_at = now;
  attachment.converted_from = file.inspected.converted_from;
  attachment.location_removed = file.inspected.location_removed;
  attachment.preview_sha256 = file.preview_sha256;
  attachment.thumbnail_sha256 = file.thumbnail_sha256;
  attachment.scan = file.scan;
  return attachment;
}

void note_added(db::Transaction& transaction, const Depot& depot, const accounts::Viewer& viewer,
                const Attachment& attachment, Instant now) {
  const auto [type, id] = subject_of(transaction, depot.owners, attachment.owner);
  journal::append(transaction, viewer.actor(), now, "attachment.added", {type, id},
                  {{"attachment_id", attachment.id.value},
                   {"sha256", attachment.sha256},
                   {"size", attachment.size},
                   {"type", name_of(attachment.type)},
                   {"kind", attachment.kind},
                   {"source", name_of(attachment.source)}});
}

// What the same request led to before, if it was sent before.
Result<std::optional<Attachment>, Refusal> recalled(db::Transaction& transaction, const accounts::IdempotencyKey& key,
                                                    Instant now) {
  const auto kept = accounts::recall(transaction, key, now);
  if (!kept) return fail(kept.error());
  if (!*kept) return std::optional<Attachment>();
  const AttachmentId id{json::parse((*kept)->body).at("id").as_int64()};
  auto attachment = find_attachment(transaction, id);
  if (!attachment) throw NotFound();
  return attachment;
}

void remember(db::Transaction& transaction, const std::optional<accounts::IdempotencyKey>& key,
              const Attachment& attachment, Instant now) {
  if (key) accounts::keep(transaction, *key, {201, json::serialize(json::object{{"id", attachment.id.value}})}, now);
}

// Asked in the transaction again, because all of it may have changed while the file was examined.
Result<Attachment, Refusal> let_in(db::Transaction& transaction, const Depot& depot, const accounts::Viewer& viewer,
                                   const Owner& owner, const Upload& upload, const Examined& file, Instant now) {
  lock_owner(transaction, depot.owners, owner);
  if (auto objection = objection_to_place(transaction, depot, viewer, owner)) return fail(*std::move(objection));
  auto attachment = row_of(viewer, owner, upload, file, now);
  if (auto objection = objection_to_more(transaction, owner, attachment.size, attachment.sha256)) {
    return fail(*std::move(objection));
  }
  put(transaction, depot, file, now);
  attachment.id = insert_attachment(transaction, attachment);
  note_added(transaction, depot, viewer, attachment, now);
  return attachment;
}

// What can be told without opening the file.
std::optional<Refusal> first_objection(db::Reader& reader, const Depot& depot, const accounts::Viewer& viewer,
                                       const Owner& owner, const Upload& file, Date today) {
  if (auto objection = objection_to_place(reader, depot, viewer, owner)) return objection;
  if (auto objection = objection_to_words(reader, depot, owner, file, today)) return objection;
  const auto bytes = static_cast<std::int64_t>(file.content.size());
  if (auto objection = objection_to_size(bytes)) return objection;
  return objection_to_amount(list_attachments(reader, owner), bytes);
}

}  // namespace

Result<Attachment, Refusal> upload(db::Database& database, const Depot& depot, const accounts::Viewer& viewer,
                                   const Owner& owner, const Upload& file, Instant now,
                                   const std::optional<accounts::IdempotencyKey>& key) {
  if (!is_visible(*database.reader(), depot.owners, viewer, owner)) throw NotFound();
  if (viewer.read_only) throw Forbidden();
  using Earlier = Result<std::optional<Attachment>, Refusal>;
  if (key) {  // before the limits are asked: the first time may have reached them
    const auto earlier = database.write([&](db::Transaction& t) -> Earlier { return recalled(t, *key, now); });
    if (!earlier) return fail(earlier.error());
    if (*earlier) return **earlier;
  }
  if (auto objection = first_objection(*database.reader(), depot, viewer, owner, file, paris_day(now))) {
    return fail(*std::move(objection));
  }
  const auto known = examine(depot, file.content, formats_of(depot.owners, viewer, owner));
  if (!known) {
    if (known.error().code == "virus_found") note_infected(database, depot, viewer, owner, file.content, now);
    return fail(known.error());
  }
  return database.write([&](db::Transaction& transaction) -> Result<Attachment, Refusal> {
    if (key) {
      const auto earlier = recalled(transaction, *key, now);
      if (!earlier) return fail(earlier.error());
      if (*earlier) return **earlier;
    }
    auto added = let_in(transaction, depot, viewer, owner, file, *known, now);
    if (added) remember(transaction, key, *added, now);
    return added;
  });
}

}  // namespace recours::attachments
