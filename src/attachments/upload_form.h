// A form files are being joined to: it has a key nobody can guess, so that desk and phone fill the same one. Once sent,
// its files belong to what was created and its phone links are dead.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/viewer.h"
#include "attachments/attachment.h"
#include "db/database.h"

namespace recours::attachments {

struct UploadForm {
  UploadFormId id;
  std::string key;  // 32 hex digits, in the page only its user gets
  UserId user;
  std::optional<Owner> owner;        // files go to it at once (a claim, a basket item); none: they wait in the form
  std::string subject;               // one line the phone shows: what the photos are for
  std::vector<std::string> shots;    // piece kinds the phone guides through, in order
  Instant opened_at;                 // last shown
  std::optional<Instant> closed_at;  // sent
  Owner place() const { return owner ? *owner : Owner{"form", id.value}; }
};

// How long things live.
inline constexpr int kFormDays = 7;               // a form nobody sent, and loose files
inline constexpr int kUndoHours = 24;             // a removed file
inline constexpr int kPhoneCodeMinutes = 15;      // to scan the code
inline constexpr int kPhoneSessionMinutes = 120;  // from the scan

struct PhoneLink {
  std::int64_t id = 0;
  UploadFormId form;
  Instant expires_at;  // of the code; after it was opened, of the phone's session
  std::optional<Instant> opened_at;
};

// Of this person, open or sent; NotFound otherwise.
UploadForm require_form(db::Reader& reader, const accounts::Viewer& viewer, const std::string& key);
std::optional<UploadForm> find_form(db::Reader& reader, const accounts::Viewer& viewer, const std::string& key);
// Whoever asks: for the actions.
std::optional<UploadForm> find_form(db::Reader& reader, UploadFormId id);
// The newest link of a form.
std::optional<PhoneLink> latest_link(db::Reader& reader, UploadFormId form);

// ---- for actions
UploadFormId insert_form(db::Transaction& transaction, const UploadForm& form);
// Subject, shots and when it was opened, while it is open.
void refresh_form(db::Transaction& transaction, const UploadForm& form);

}  // namespace recours::attachments
