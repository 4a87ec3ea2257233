// Files as they are looked at and kept, whoever sent them: by a person who is signed in (attachment_actions.h), or by
// mail, where nobody is. Every refusal comes before anything is kept.
#pragma once

#include <string>
#include <string_view>

#include "attachments/attachment_actions.h"

namespace recours::attachments {

// What is kept of a file: the cleaned bytes where the inspector wrote any, else those that were sent.
struct Examined {
  Inspected inspected;
  MappedFile cleaned, preview, thumbnail;
  std::string_view bytes;
  std::string sha256, preview_sha256, thumbnail_sha256;
  Scan scan = Scan::NotConfigured;
};
std::int64_t size_of(const Examined& file);

// By content, outside of any transaction: it takes a while. `bytes` outlive the answer.
Result<Examined, Refusal> examine(const Depot& depot, std::string_view bytes, Formats formats);

// The bytes and pictures, in the order of their names, whoever puts them: two who put several never wait for each
// other.
void put(db::Transaction& transaction, const Depot& depot, const Examined& file, Instant now);

// ---- by mail
struct Sender {
  std::string name;      // as people are told it
  journal::Actor actor;  // in the journal
};
// As upload() keeps a file, for an owner nobody else adds to; the refusal is of its amount.
Result<Attachment, Refusal> keep_received(db::Transaction& transaction, const Depot& depot, const Owner& owner,
                                          const std::string& name, const Examined& file, const Sender& sender,
                                          Instant now);
// R-653 A mail as it came: kept whatever is in it, opened by nothing of ours but the virus scanner.
Attachment keep_original(db::Transaction& transaction, const Depot& depot, const Owner& owner, const std::string& name,
                         std::string_view bytes, const Sender& sender, Instant now);

}  // namespace recours::attachments
