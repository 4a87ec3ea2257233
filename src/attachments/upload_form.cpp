#include "attachments/upload_form.h"

#include "base/text.h"

namespace recours::attachments {
namespace {

const std::string kForms =
    "SELECT id, key, user_id, owner_kind, owner_id, subject, shots, opened_at, closed_at FROM upload_form ";

UploadForm form_of(const db::Row& row) {
  UploadForm form;
  form.id = row.get<UploadFormId>("id");
  form.key = row.get<std::string>("key");
  form.user = row.get<UserId>("user_id");
  const auto kind = row.get<std::optional<std::string>>("owner_kind");
  if (kind) form.owner = Owner{*kind, row.get<std::int64_t>("owner_id")};
  form.subject = row.get<std::string>("subject");
  const auto shots = row.get<std::string>("shots");
  if (!shots.empty()) form.shots = split(shots, ',');
  form.opened_at = row.get<Instant>("opened_at");
  form.closed_at = row.get<std::optional<Instant>>("closed_at");
  return form;
}

}  // namespace

std::optional<UploadForm> find_form(db::Reader& reader, UploadFormId id) {
  return reader.find(kForms + "WHERE id = :id", {{"id", id}}, form_of);
}

std::optional<UploadForm> find_form(db::Reader& reader, const accounts::Viewer& viewer, const std::string& key) {
  if (key.empty()) return std::nullopt;
  return reader.find(kForms + "WHERE key = :key AND user_id = :user", {{"key", key}, {"user", viewer.id}}, form_of);
}

UploadForm require_form(db::Reader& reader, const accounts::Viewer& viewer, const std::string& key) {
  auto form = find_form(reader, viewer, key);
  if (!form) throw NotFound();
  return *std::move(form);
}

std::optional<PhoneLink> latest_link(db::Reader& reader, UploadFormId form) {
  return reader.find(
      "SELECT id, form_id, expires_at, opened_at FROM phone_link WHERE form_id = :form ORDER BY id DESC LIMIT 1",
      {{"form", form}}, [](const db::Row& row) {
        return PhoneLink{row.get<std::int64_t>("id"), row.get<UploadFormId>("form_id"), row.get<Instant>("expires_at"),
                         row.get<std::optional<Instant>>("opened_at")};
      });
}

UploadFormId insert_form(db::Transaction& transaction, const UploadForm& form) {
  const auto owner_kind = form.owner ? std::optional(form.owner->kind) : std::nullopt;
  const auto owner = form.owner ? std::optional(form.owner->id) : std::nullopt;
  return transaction.require(
      "INSERT INTO upload_form (key, user_id, owner_kind, owner_id, subject, shots, opened_at) "
      "VALUES (:key, :user, :owner_kind, :owner, :subject, :shots, :now) RETURNING id",
      {{"key", form.key},
       {"user", form.user},
       {"owner_kind", owner_kind},
       {"owner", owner},
       {"subject", form.subject},
       {"shots", join(form.shots, ",")},
       {"now", form.opened_at}},
      [](const db::Row& row) { return row.get<UploadFormId>("id"); });
}

void refresh_form(db::Transaction& transaction, const UploadForm& form) {
  transaction.execute(
      "UPDATE upload_form SET subject = :subject, shots = :shots, opened_at = :now WHERE id = :id AND closed_at IS "
      "NULL",
      {{"subject", form.subject}, {"shots", join(form.shots, ",")}, {"now", form.opened_at}, {"id", form.id}});
}

}  // namespace recours::attachments
