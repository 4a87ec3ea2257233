// The cast with a depot and one kind of owner ("account", seen by its people and by staff), on both engines: what the
// tests of file actions start from. Files are made here, each content different.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <zlib.h>

#include "attachments/attachment_actions.h"
#include "support/cast.h"
#include "support/database.h"
#include "support/depot.h"

namespace recours::testing_support {

inline std::string big_endian(std::uint32_t number) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift & 0xFFU);
  return bytes;
}

inline std::string png_chunk(const std::string& type, const std::string& data) {
  const std::string checked = type + data;
  const auto sum = crc32(0, reinterpret_cast<const Bytef*>(checked.data()), static_cast<uInt>(checked.size()));
  return big_endian(static_cast<std::uint32_t>(data.size())) + checked + big_endian(static_cast<std::uint32_t>(sum));
}

// A grey picture of 16 × 16; another content for each number up to 250.
inline std::string png(int number) {
  std::string rows;
  for (int row = 0; row < 16; ++row) rows += '\0' + std::string(16, static_cast<char>(number));
  std::string packed(compressBound(rows.size()), '\0');
  uLongf size = packed.size();
  compress(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(rows.data()), rows.size());
  packed.resize(size);
  const std::string header = big_endian(16) + big_endian(16) + std::string("\x08\x00\x00\x00\x00", 5);
  return "\x89PNG\r\n\x1a\n" + png_chunk("IHDR", header) + png_chunk("IDAT", packed) + png_chunk("IEND", "");
}

class FileWorld : public OnBothEngines {
 protected:
  using Owner = attachments::Owner;

  void SetUp() override {
    cast = make_cast(database(), now);
    account = Owner{"account", cast.alice_account.value};
    depot->owners.add("account", rules());
  }

  attachments::OwnerRules rules() {
    attachments::OwnerRules rules;
    rules.can_see = [](db::Reader&, const accounts::Viewer& viewer, std::int64_t id) {
      const auto scope = accounts::account_scope(viewer);
      return scope == 0 || scope == id;
    };
    rules.objection = [this](db::Reader&, const accounts::Viewer&, std::int64_t) {
      return closed ? std::optional(Refusal{"closed", msg("Refused by a rule"), {}}) : std::nullopt;
    };
    rules.table = "reseller_account";
    rules.find = [](db::Reader& reader, const accounts::Viewer& viewer,
                    const std::string& number) -> std::optional<std::int64_t> {
      return reader.find("SELECT id FROM reseller_account WHERE customer_no = :no AND (:scope = 0 OR id = :scope)",
                         {{"no", number}, {"scope", accounts::account_scope(viewer)}},
                         [](const db::Row& row) { return row.get<std::int64_t>("id"); });
    };
    rules.subject = [](db::Reader& reader, std::int64_t id) {
      return std::pair(std::string("account"),
                       reader.require("SELECT customer_no FROM reseller_account WHERE id = :id", {{"id", id}},
                                      [](const db::Row& row) { return row.get<std::string>("customer_no"); }));
    };
    rules.may_send_loose = [](const accounts::Viewer& viewer) {
      return viewer.can(accounts::Right::OpenClaim) || viewer.can(accounts::Right::NoteComplaint);
    };
    rules.kinds = [](db::Reader&, Date) {
      return std::vector{attachments::piece_kind("label", "Label"), attachments::piece_kind("damage", "Damage")};
    };
    return rules;
  }

  Result<attachments::Attachment, Refusal> send(const accounts::Viewer& viewer, const Owner& owner,
                                                const std::string& content, const std::string& name = "photo.png") {
    return attachments::upload(database(), *depot, viewer, owner, {name, content, "", "", attachments::Source::Desk},
                               now);
  }
  // What must go well.
  attachments::Attachment added(const accounts::Viewer& viewer, const Owner& owner, int number) {
    auto sent = send(viewer, owner, png(number));
    if (!sent) throw std::logic_error("not added: " + sent.error().code);
    return *sent;
  }
  // "ok", or the code of the refusal.
  static std::string outcome(const Result<attachments::Attachment, Refusal>& result) {
    return result ? "ok" : result.error().code;
  }

  // A row without bytes, of this size: for limits.
  void pretend(const Owner& owner, std::int64_t size, int number) {
    attachments::Attachment row;
    row.owner = owner;
    row.name = "photo.png";
    row.type = attachments::FileType::Png;
    row.size = size;
    row.sha256 = fmt::format("{:064x}", number);
    row.uploaded_by_name = "Alice Martel";
    row.uploaded_at = now;
    database().write([&](db::Transaction& transaction) { attachments::insert_attachment(transaction, row); });
  }

  std::vector<attachments::Attachment> files_of(const Owner& owner) {
    return attachments::list_attachments(*database().reader(), owner);
  }
  attachments::Attachment row(attachments::AttachmentId id) {
    const auto found = attachments::find_attachment(*database().reader(), id);
    if (!found) throw std::logic_error("no such attachment");
    return *found;
  }
  std::int64_t count(const std::string& table, const std::string& condition = "1 = 1") {
    return database().reader()->value<std::int64_t>("SELECT COUNT(*) AS value FROM " + table + " WHERE " + condition);
  }
  // Regular files on disk, wherever the depot put them.
  int stored_files() {
    int files = 0;
    if (!std::filesystem::exists(depot.files_folder())) return 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(depot.files_folder())) {
      files += entry.is_regular_file() ? 1 : 0;
    }
    return files;
  }
  bool is_stored(const std::string& sha256) {
    try {
      return depot->blobs->open(*database().reader(), sha256) != nullptr;
    } catch (const attachments::BlobLost&) {
      return false;
    }
  }
  // "attachment.added account 0000100234", oldest first.
  std::vector<std::string> journal_of(const std::string& prefix) {
    return database().reader()->list(
        "SELECT action, subject_type, subject_id FROM journal_entry WHERE action LIKE :prefix ORDER BY id",
        {{"prefix", prefix + "%"}}, [](const db::Row& entry) {
          return entry.get<std::string>("action") + " " + entry.get<std::string>("subject_type") + " " +
                 entry.get<std::string>("subject_id");
        });
  }

  void disable(const accounts::Viewer& viewer) {
    database().write([&](db::Transaction& transaction) {
      transaction.execute("UPDATE app_user SET disabled_at = :now WHERE id = :id", {{"now", now}, {"id", viewer.id}});
    });
  }
  void later(std::chrono::milliseconds time) { now = now.plus(time); }

  Instant now = test_now();
  Cast cast;
  TestDepot depot;
  Owner account;
  bool closed = false;
};

}  // namespace recours::testing_support
