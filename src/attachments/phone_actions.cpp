// The phone that joins in: a code for one scan, then a session for one form (attachment_actions.h).
#include <array>
#include <chrono>

#include <sodium.h>
#include <boost/json.hpp>

#include "accounts/session_store.h"
#include "attachments/attachment_actions.h"

namespace recours::attachments {
namespace {

constexpr std::chrono::minutes kCode{kPhoneCodeMinutes};
constexpr std::chrono::minutes kSession{kPhoneSessionMinutes};
constexpr std::size_t kSecretBytes = 24;  // 192 bits: 32 characters in a QR code

std::string random_secret() {
  std::array<unsigned char, kSecretBytes> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string text(sodium_base64_encoded_len(kSecretBytes, kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), kVariant);
  text.pop_back();  // the NUL sodium counts
  return text;
}

struct Link {
  std::int64_t id = 0;
  UploadForm form;
  Instant expires_at;
  std::optional<Instant> opened_at;
};

std::optional<Link> find_link(db::Reader& reader, const std::string& column, const std::string& secret) {
  auto link = reader.find("SELECT id, form_id, expires_at, opened_at FROM phone_link WHERE " + column + " = :hash",
                          {{"hash", accounts::token_hash(secret)}}, [](const db::Row& row) {
                            Link found;
                            found.id = row.get<std::int64_t>("id");
                            found.form.id = row.get<UploadFormId>("form_id");
                            found.expires_at = row.get<Instant>("expires_at");
                            found.opened_at = row.get<std::optional<Instant>>("opened_at");
                            return found;
                          });
  if (!link) return std::nullopt;
  auto form = find_form(reader, link->form.id);
  if (!form) return std::nullopt;
  link->form = *std::move(form);
  return link;
}

// The person at the desk, who must still be let in.
std::optional<accounts::Viewer> person_of(db::Reader& reader, const UploadForm& form, const std::string& address,
                                          Instant now) {
  const auto user = accounts::find_user(reader, form.user);
  if (!user || !accounts::is_active(*user, paris_day(now))) return std::nullopt;
  return accounts::viewer_of(*user, "phone " + address);
}

}  // namespace

std::string issue_phone_code(db::Database& database, const accounts::Viewer& viewer, const UploadForm& form,
                             Instant now) {
  if (form.user != viewer.id) throw NotFound();
  if (viewer.read_only) throw Forbidden();
  auto code = random_secret();
  database.write([&](db::Transaction& transaction) {
    transaction.execute(
        "INSERT INTO phone_link (form_id, code_hash, created_at, expires_at) VALUES (:form, :hash, :now, :expires)",
        {{"form", form.id}, {"hash", accounts::token_hash(code)}, {"now", now}, {"expires", now.plus(kCode)}});
  });
  return code;
}

// R-805 One code, one phone: of two that open it at once the conditional update lets exactly one in.
Result<PhoneSession, PhoneRefusal> open_on_phone(db::Database& database, const std::string& code,
                                                 const std::string& address, Instant now) {
  return database.write([&](db::Transaction& transaction) -> Result<PhoneSession, PhoneRefusal> {
    const auto link = find_link(transaction, "code_hash", code);
    if (!link) return fail(PhoneRefusal::Unknown);
    if (link->form.closed_at) return fail(PhoneRefusal::Sent);
    if (link->opened_at) return fail(PhoneRefusal::AlreadyUsed);
    if (now >= link->expires_at) return fail(PhoneRefusal::TooOld);
    const auto person = person_of(transaction, link->form, address, now);
    if (!person) return fail(PhoneRefusal::Unknown);
    const PhoneSession session{random_secret()};
    const auto opened = transaction.execute(
        "UPDATE phone_link SET opened_at = :now, session_hash = :hash, expires_at = :expires "
        "WHERE id = :id AND opened_at IS NULL",
        {{"now", now},
         {"hash", accounts::token_hash(session.secret)},
         {"expires", now.plus(kSession)},
         {"id", link->id}});
    if (opened == 0) return fail(PhoneRefusal::AlreadyUsed);
    journal::append(transaction, person->actor(), now, "upload_form.opened_on_phone",
                    {"upload_form", std::to_string(link->form.id.value)}, {{"phone_link_id", link->id}});
    return session;
  });
}

Result<PhoneVisit, PhoneRefusal> phone_visit(db::Reader& reader, const std::string& secret, const std::string& address,
                                             Instant now) {
  auto link = find_link(reader, "session_hash", secret);
  if (!link) return fail(PhoneRefusal::Unknown);
  if (link->form.closed_at) return fail(PhoneRefusal::Sent);
  if (now >= link->expires_at) return fail(PhoneRefusal::TooOld);
  auto person = person_of(reader, link->form, address, now);
  if (!person) return fail(PhoneRefusal::Unknown);
  return PhoneVisit{std::move(link->form), *std::move(person)};
}

}  // namespace recours::attachments
