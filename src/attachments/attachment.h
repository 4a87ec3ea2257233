// The words of files people join: what one is, whom it belongs to, how far its scan is. Values and rules only.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "base/message.h"
#include "base/refusal.h"

namespace recours {
using UserId = Id<struct UserNoun>;
}

namespace recours::attachments {

using AttachmentId = Id<struct AttachmentNoun>;
using UploadFormId = Id<struct UploadFormNoun>;

// R-800 Kinds of file, told by content, never by name (quality.md, Security).
enum class FileType { Pdf, Doc, Docx, Jpeg, Png, Eml, Mp3, M4a, Wav };
std::string_view name_of(FileType type);  // "pdf": stable, in the database and the API
std::optional<FileType> file_type_named(std::string_view name);
std::string_view media_type_of(FileType type);  // image/jpeg
std::string_view extension_of(FileType type);   // ".jpg"
bool is_image(FileType type);
bool is_sound(FileType type);

// R-789 What an owner's files may be: documents and pictures, or mails and recordings too.
enum class Formats { Documents, MailsAndSound };
bool takes(Formats formats, FileType type);
// As people write them: PDF, JPG…
std::string_view label_of(FileType type);

// R-801 20 MiB a file, 100 MiB and 40 files together in one declaration or case.
inline constexpr std::int64_t kMostFileBytes = 20'971'520;
inline constexpr std::int64_t kMostTogetherBytes = 104'857'600;
inline constexpr int kMostFiles = 40;
// What a form with files may weigh on the wire, fields and framing included.
inline constexpr std::size_t kMostFormBytes = kMostTogetherBytes + (1 << 20);
inline constexpr std::size_t kMostOneFileFormBytes = kMostFileBytes + (1 << 18);

// Whom a file belongs to. Features give their own kinds and answer for the rights (owners.h); two belong to this
// folder:
//   form   an upload form that was not sent yet (upload_form.h)
//   user   the person who sent it, by the API or from a basket item that was removed: waits to be named by what uses it
struct Owner {
  std::string kind;
  std::int64_t id = 0;
  bool operator==(const Owner&) const = default;
};

enum class Source { Desk, Phone, Api };
std::string_view name_of(Source source);
std::optional<Source> source_named(std::string_view name);

// Of an optional virus scanner. Infected files are refused, so there is no such state but for files that were let in
// while the scanner was down.
enum class Scan { NotConfigured, Waiting, Clean, Infected };
std::string_view name_of(Scan scan);
std::optional<Scan> scan_named(std::string_view name);

struct Attachment {
  AttachmentId id;
  Owner owner;
  std::string name;  // safe_file_name(), with the extension of its type
  FileType type = FileType::Pdf;
  std::int64_t size = 0;  // bytes, as stored
  std::string sha256;     // hex, of the stored bytes
  std::string kind;       // type de pièce: a code of the owner's list, or empty
  std::string comment;
  std::optional<UserId> uploaded_by;
  std::string uploaded_by_name;
  Source source = Source::Desk;
  Instant uploaded_at;
  std::string converted_from;    // "heic", "webp"; empty: stored as it was sent, but for its location
  bool location_removed = false;
  std::string preview_sha256;    // JPEG of at most 1280 pixels; empty: none (Word documents)
  std::string thumbnail_sha256;  // JPEG of at most 240 pixels
  Scan scan = Scan::NotConfigured;
  std::optional<Instant> removed_at;
  std::string removed_by_name;
  std::int64_t version = 1;
};

// R-802 A name fit for every disk and header: no folders, no control or reserved characters, no leading dot, at most
// 120 characters and 255 bytes, the extension of the type; "document.pdf" when nothing is left. Safe names stay as they
// are.
std::string safe_file_name(std::string_view name, FileType type);

// Whether one file keeps R-801; the refusal is empty or too_large.
std::optional<Refusal> objection_to_size(std::int64_t bytes);
// Whether these and one more together keep R-801; the refusal is too_many_files or too_large_together.
std::optional<Refusal> objection_to_amount(std::span<const Attachment> present, std::int64_t more_bytes);

// "2,4 Mo" needs a language: ui. Codes of refusals: unsupported_type too_large empty damaged encrypted macros
// active_content embedded_files external_content polyglot archive_bomb image_too_large too_complex virus_found
// already_attached too_many_files too_large_together; another one is a mistake of ours (std::logic_error). The one
// field entry is "file".
Refusal refused_file(std::string_view code);
// unsupported_type, naming what is taken.
Refusal unsupported_type(Formats formats);

}  // namespace recours::attachments
