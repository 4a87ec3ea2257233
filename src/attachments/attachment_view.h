// The pieces features put on their pages: the field that joins files to a form, and the list of files of a case.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/site.h"
#include "attachments/attachment_actions.h"
#include "ui/components.h"

namespace recours::attachments {

// The field "files" inside a post form (enctype multipart/form-data): the list of what is there, file input with drag
// and drop, limits, QR code for the phone. Works without script (files then travel with the form, as input name
// "files"); with it each file goes by itself, with its progress, and what the phone sends appears. Carries the hidden
// field `upload_form`.
struct FilesField {
  const UploadForm& form;
  std::vector<Attachment> files;  // there already
  std::string phone_code;         // of issue_phone_code(); empty: no QR code
  std::vector<PieceKind> kinds;
  bool required = false;
  std::string label;  // "Photos" ; empty: "Ajouter fichiers et images"
  std::string help;   // why they are asked for
  std::string error;
  Formats formats = Formats::Documents;  // what the owner takes
  std::string public_url;  // of SiteOptions, for the QR code; empty: from the request's Host
};
ui::Html files_field(const accounts::Visit& visit, const FilesField& field);

// The files of a case, with thumbnail, type, comment, size, SHA-256, download; edit and remove where `editable`.
enum class Editing { Allowed, ReadOnly };
ui::Html files_list(const accounts::Visit& visit, const std::vector<Attachment>& files,
                    const std::vector<PieceKind>& kinds, Editing editing);

// Files that came with a form without script: uploads each, answers what was refused as field errors of "files".
std::vector<FieldRefusal> upload_sent_files(const accounts::Visit& visit, const Depot& depot, const UploadForm& form);

// Whether a phone can reach this address: not the machine itself, not a name only this machine knows. Pure.
enum class Reach { Everywhere, SameNetwork, ThisMachineOnly };
Reach phone_reach(std::string_view public_url);

std::string size_label(ui::Language language, std::int64_t bytes);  // 2,4 Mo
std::string kind_label(ui::Language language, const std::vector<PieceKind>& kinds, std::string_view code);

}  // namespace recours::attachments
