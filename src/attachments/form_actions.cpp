// Upload forms: opened when a page with files is shown, closed when it is sent (attachment_actions.h).
#include <chrono>

#include "accounts/session_store.h"
#include "attachments/attachment_actions.h"

namespace recours::attachments {
namespace {

constexpr std::size_t kKeyDigits = 32;
constexpr std::chrono::hours kRefreshEvery{1};

bool shows_the_same(const UploadForm& form, const FormRequest& request, Instant now) {
  return form.subject == request.subject && form.shots == request.shots && now < form.opened_at.plus(kRefreshEvery);
}

// The form shown before, when files may still be joined to it.
std::optional<UploadForm> still_open(db::Reader& reader, const accounts::Viewer& viewer, const FormRequest& request) {
  auto form = find_form(reader, viewer, request.key);
  if (!form || form->closed_at || form->owner != request.owner) return std::nullopt;
  return form;
}

UploadForm new_form(const accounts::Viewer& viewer, const FormRequest& request, Instant now) {
  UploadForm form;
  form.key = accounts::random_token().substr(0, kKeyDigits);
  form.user = viewer.id;
  form.owner = request.owner;
  form.subject = request.subject;
  form.shots = request.shots;
  form.opened_at = now;
  return form;
}

}  // namespace

UploadForm open_form(db::Database& database, const accounts::Viewer& viewer, const FormRequest& request, Instant now) {
  if (viewer.read_only) throw Forbidden();
  const auto shown = still_open(*database.reader(), viewer, request);
  if (shown && shows_the_same(*shown, request, now)) return *shown;
  return database.write([&](db::Transaction& transaction) {
    auto form = still_open(transaction, viewer, request);
    if (!form) {
      form = new_form(viewer, request, now);
      form->id = insert_form(transaction, *form);
      return *form;
    }
    form->subject = request.subject;
    form->shots = request.shots;
    form->opened_at = now;
    refresh_form(transaction, *form);
    return *form;
  });
}

std::vector<Attachment> waiting_in(db::Reader& reader, const accounts::Viewer& viewer, const std::string& form_key) {
  const auto form = find_form(reader, viewer, form_key);
  if (!form || form->closed_at) return {};
  return list_attachments(reader, Owner{"form", form->id.value});
}

std::vector<Attachment> waiting_in(db::Transaction& transaction, const accounts::Viewer& viewer,
                                   const std::string& form_key) {
  const auto form = find_form(transaction, viewer, form_key);
  if (form) transaction.lock_rows("upload_form", {form->id.value});
  return waiting_in(static_cast<db::Reader&>(transaction), viewer, form_key);
}

void close_form(db::Transaction& transaction, const accounts::Viewer& viewer, const std::string& form_key,
                Instant now) {
  transaction.execute(
      "UPDATE upload_form SET closed_at = :now WHERE key = :key AND user_id = :user AND closed_at IS NULL",
      {{"now", now}, {"key", form_key}, {"user", viewer.id}});
}

}  // namespace recours::attachments
