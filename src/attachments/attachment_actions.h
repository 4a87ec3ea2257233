// What is done with files: upload, describe, remove and take back, hand over to what uses them; and the phone that
// joins in. Each verb is one write transaction with its journal entry; inspection and scan happen before it begins.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/idempotency.h"
#include "attachments/attachment_store.h"
#include "attachments/blobs.h"
#include "attachments/description.h"
#include "attachments/inspection.h"
#include "attachments/scanner.h"
#include "attachments/upload_form.h"

namespace recours::attachments {

// Everything this folder works with, made once by the command line and handed to who registers pages, API and jobs.
struct Depot {
  std::unique_ptr<Blobs> blobs;
  Inspector inspector;
  std::optional<Scanner> scanner;
  Owners owners;
};

struct Upload {
  std::string name;  // as sent
  std::string_view content;
  std::string kind, comment;
  Source source = Source::Desk;
};

// R-803 Refuses by size, content and amount before anything is kept. The refusal's one field entry is "file" ("kind"
// and "comment" for those). `already_attached` when the same bytes are there already. NotFound for an owner that is not
// visible.
Result<Attachment, Refusal> upload(db::Database& database, const Depot& depot, const accounts::Viewer& viewer,
                                   const Owner& owner, const Upload& file, Instant now,
                                   const std::optional<accounts::IdempotencyKey>& key = {});
// Name, kind and comment; Conflict when `version` is not the current one; refusals of objection_to_description.
Result<Attachment, Refusal> describe(db::Database& database, const Depot& depot, const accounts::Viewer& viewer,
                                     AttachmentId id, const Description& description, std::int64_t version,
                                     Instant now);
// R-831 Leaves the row and the journal; the bytes are collected after kUndoHours.
Result<Attachment, Refusal> remove(db::Database& database, const Depot& depot, const accounts::Viewer& viewer,
                                   AttachmentId id, std::optional<std::int64_t> version, Instant now);
// Within kUndoHours (refusal `too_late`), when there is still room. One that was not removed is answered as it is.
Result<Attachment, Refusal> restore(db::Database& database, const Depot& depot, const accounts::Viewer& viewer,
                                    AttachmentId id, Instant now);

// ---- forms
struct FormRequest {
  std::string key;  // of a form shown again with its errors; empty or unknown: a new one
  std::optional<Owner> owner;
  std::string subject;
  std::vector<std::string> shots;
};
// The person's form by this key while it is open (for the same owner), else a new one.
UploadForm open_form(db::Database& database, const accounts::Viewer& viewer, const FormRequest& request, Instant now);

// ---- for the actions of features, inside their transaction
// The files waiting in this form of the viewer: for the rules, before the form is sent. An empty or unknown key has
// none.
std::vector<Attachment> waiting_in(db::Reader& reader, const accounts::Viewer& viewer, const std::string& form_key);
// R-830 As above; nothing comes into the form until the transaction ends, so that what a phone sends meanwhile is not
// lost.
std::vector<Attachment> waiting_in(db::Transaction& transaction, const accounts::Viewer& viewer,
                                   const std::string& form_key);
// The viewer's loose files of these ids, of kinds the new owner takes; none when one is not there (refusal
// unknown_attachment).
std::optional<std::vector<Attachment>> loose(db::Reader& reader, const accounts::Viewer& viewer,
                                             const std::vector<AttachmentId>& ids,
                                             Formats formats = Formats::Documents);
// Gives them to `owner`; NotFound when one was taken meanwhile.
void hand_over(db::Transaction& transaction, const std::vector<Attachment>& files, const Owner& owner);
// Some files of an owner that stays wait kFormDays with this person, to be named again.
void give_back(db::Transaction& transaction, const std::vector<Attachment>& files, UserId user, Instant now);
// The form was sent: its phones are told so.
void close_form(db::Transaction& transaction, const accounts::Viewer& viewer, const std::string& form_key, Instant now);
// The owner goes: its files wait kFormDays with this person, to be named again (undo). Their ids. Removed ones go too,
// so that nothing of them comes back with a later owner of the same row id.
std::vector<AttachmentId> release(db::Transaction& transaction, const Owner& owner, UserId user, Instant now);

// ---- phone
// A one-time code for a QR code, valid kPhoneCodeMinutes; only its hash is kept.
std::string issue_phone_code(db::Database& database, const accounts::Viewer& viewer, const UploadForm& form,
                             Instant now);
// The secret of the phone's cookie; none when the code was used by another phone, is too old, or its form was sent.
struct PhoneSession {
  std::string secret;
};
enum class PhoneRefusal { Unknown, AlreadyUsed, TooOld, Sent };
Result<PhoneSession, PhoneRefusal> open_on_phone(db::Database& database, const std::string& code,
                                                 const std::string& address, Instant now);
// The form a phone fills, and for whom.
struct PhoneVisit {
  UploadForm form;
  accounts::Viewer viewer;  // the person at the desk, from "phone ADDRESS": for upload() into form.place() only
};
Result<PhoneVisit, PhoneRefusal> phone_visit(db::Reader& reader, const std::string& secret, const std::string& address,
                                             Instant now);

// ---- jobs
// R-832 What abandoned forms, removed files and expired links left; safe to run twice and in two processes at once.
void collect_abandoned(db::Database& database, const Depot& depot, Instant now);
// R-827 Files that came in while the scanner was down; one that turns out infected is removed for good.
void scan_waiting(db::Database& database, const Depot& depot, Instant now);

}  // namespace recours::attachments
