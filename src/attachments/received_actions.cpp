#include "attachments/received_actions.h"

#include <map>

#include <boost/json.hpp>

#include "journal/journal.h"

namespace recours::attachments {
namespace {

MappedFile mapped(const Descriptor& file) { return file ? MappedFile(file) : MappedFile(); }

std::string sha256_or_none(std::string_view bytes) { return bytes.empty() ? std::string() : sha256_of(bytes); }

Examined examined(Inspected&& inspected, std::string_view sent) {
  Examined file;
  file.inspected = std::move(inspected);
  file.cleaned = mapped(file.inspected.cleaned);
  file.preview = mapped(file.inspected.preview);
  file.thumbnail = mapped(file.inspected.thumbnail);
  file.bytes = file.inspected.cleaned ? file.cleaned.bytes() : sent;
  file.sha256 = sha256_of(file.bytes);
  file.preview_sha256 = sha256_or_none(file.preview.bytes());
  file.thumbnail_sha256 = sha256_or_none(file.thumbnail.bytes());
  return file;
}

void note(db::Transaction& transaction, const Depot& depot, const Sender& sender, const Attachment& attachment,
          Instant now) {
  const auto [type, id] = subject_of(transaction, depot.owners, attachment.owner);
  journal::append(transaction, sender.actor, now, "attachment.added", {type, id},
                  {{"attachment_id", attachment.id.value},
                   {"sha256", attachment.sha256},
                   {"size", attachment.size},
                   {"type", name_of(attachment.type)},
                   {"source", name_of(attachment.source)}});
}

Attachment row_of(const Owner& owner, const std::string& name, FileType type, const Sender& sender, Instant now) {
  Attachment attachment;
  attachment.owner = owner;
  attachment.name = safe_file_name(name, type);
  attachment.type = type;
  attachment.uploaded_by_name = sender.name;
  attachment.source = Source::Api;
  attachment.uploaded_at = now;
  return attachment;
}

}  // namespace

std::int64_t size_of(const Examined& file) { return static_cast<std::int64_t>(file.bytes.size()); }

Result<Examined, Refusal> examine(const Depot& depot, std::string_view bytes, Formats formats) {
  auto inspected = depot.inspector.inspect(bytes);
  if (!inspected && inspected.error().code == "unsupported_type") return fail(unsupported_type(formats));
  if (!inspected) return fail(inspected.error());
  if (!takes(formats, inspected->type)) return fail(unsupported_type(formats));
  auto file = examined(*std::move(inspected), bytes);
  if (auto objection = objection_to_size(size_of(file))) return fail(*std::move(objection));
  if (!depot.scanner) return file;
  switch (depot.scanner->scan(bytes)) {
    case ScanResult::Clean: file.scan = Scan::Clean; break;
    case ScanResult::Unavailable: file.scan = Scan::Waiting; break;
    case ScanResult::Infected: return fail(refused_file("virus_found"));
  }
  return file;
}

void put(db::Transaction& transaction, const Depot& depot, const Examined& file, Instant now) {
  std::map<std::string, std::string_view> contents{{file.sha256, file.bytes},
                                                   {file.preview_sha256, file.preview.bytes()},
                                                   {file.thumbnail_sha256, file.thumbnail.bytes()}};
  contents.erase("");
  for (const auto& [sha256, bytes] : contents) depot.blobs->put(transaction, sha256, bytes, now);
}

Result<Attachment, Refusal> keep_received(db::Transaction& transaction, const Depot& depot, const Owner& owner,
                                          const std::string& name, const Examined& file, const Sender& sender,
                                          Instant now) {
  const auto present = list_attachments(transaction, owner);
  for (const auto& other : present) {
    if (other.sha256 == file.sha256) return fail(refused_file("already_attached"));
  }
  if (auto objection = objection_to_amount(present, size_of(file))) return fail(*std::move(objection));
  auto attachment = row_of(owner, name, file.inspected.type, sender, now);
  attachment.size = size_of(file);
  attachment.sha256 = file.sha256;
  attachment.converted_from = file.inspected.converted_from;
  attachment.location_removed = file.inspected.location_removed;
  attachment.preview_sha256 = file.preview_sha256;
  attachment.thumbnail_sha256 = file.thumbnail_sha256;
  attachment.scan = file.scan;
  put(transaction, depot, file, now);
  attachment.id = insert_attachment(transaction, attachment);
  note(transaction, depot, sender, attachment, now);
  return attachment;
}

Attachment keep_original(db::Transaction& transaction, const Depot& depot, const Owner& owner, const std::string& name,
                         std::string_view bytes, const Sender& sender, Instant now) {
  auto attachment = row_of(owner, name, FileType::Eml, sender, now);
  attachment.size = static_cast<std::int64_t>(bytes.size());
  attachment.sha256 = sha256_of(bytes);
  attachment.scan = depot.scanner ? Scan::Waiting : Scan::NotConfigured;
  depot.blobs->put(transaction, attachment.sha256, bytes, now);
  attachment.id = insert_attachment(transaction, attachment);
  note(transaction, depot, sender, attachment, now);
  return attachment;
}

}  // namespace recours::attachments
