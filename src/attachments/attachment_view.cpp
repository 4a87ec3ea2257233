#include "attachments/attachment_view.h"

#include <algorithm>

#include "attachments/files_view.h"

namespace recours::attachments {

using accounts::Visit;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;

namespace {
constexpr std::int64_t kKilo = 1024;
constexpr std::int64_t kMega = kKilo * kKilo;

// To one decimal, half up.
Decimal megabytes(std::int64_t bytes) {
  return Decimal::of_micros((bytes * 10 + kMega / 2) / kMega * (Decimal::kScale / 10));
}
}  // namespace

std::string size_label(Language l, std::int64_t bytes) {
  if (bytes < kKilo) return ui::trn(l, "{1} byte", "{1} bytes", bytes);
  // What would round up to 1024 kB is a megabyte.
  if (bytes < kMega - kKilo / 2) return tr(l, "{1} kB", (bytes + kKilo / 2) / kKilo);
  return tr(l, "{1} MB", ui::format_number(l, megabytes(bytes)));
}

std::string kind_label(Language l, const std::vector<PieceKind>& kinds, std::string_view code) {
  const auto found = std::find_if(kinds.begin(), kinds.end(), [&](const PieceKind& kind) { return kind.code == code; });
  return found == kinds.end() ? std::string() : found->label(l);
}

std::string refusal_text(Language l, const Refusal& refusal) {
  const Message& message = refusal.fields.empty() ? refusal.message : refusal.fields.front().message;
  return ui::tr_message(l, message);
}

std::string refusal_text(Language l, std::string_view code) { return refusal_text(l, refused_file(code)); }

Html files_list(const Visit& visit, const std::vector<Attachment>& files, const std::vector<PieceKind>& kinds,
                Editing editing) {
  const Language l = visit.language();
  const RowContext context{l, kinds, editing, RowDetail::Full, visit.frame.current_path};
  if (files.empty()) return el("p", {{"class", "muted"}}, tr(l, "No file is joined."));
  const Html rows = file_rows(context, files);
  if (editing == Editing::ReadOnly) return rows;
  return el("div",
            {{"class", "files"},
             {"data-files", true},
             {"data-detail", "full"},
             {"data-csrf", visit.frame.csrf},
             {"data-texts", script_texts(l)}},
            rows, el("p", {{"class", "visually-hidden"}, {"role", "status"}, {"data-announce", true}}),
            row_templates(l, kinds));
}

//
std::vector<FieldRefusal> upload_sent_files(const Visit& visit, const Depot& depot, const UploadForm& form) {
  std::vector<FieldRefusal> refused;
  for (const http::UploadedFile& file : visit.request.files()) {
    if (file.field != "files") continue;
    const auto added = upload(visit.database, depot, visit.viewer, form.place(),
                              Upload{file.name, file.content, {}, {}, Source::Desk}, visit.now);
    // Sent once more with a form that had to be corrected: it is there.
    if (added || added.error().code == "already_attached") continue;
    refused.push_back({"files", added.error().code,
                       msg("{1} was not added: {2}", file.name, refusal_text(visit.language(), added.error()))});
  }
  return refused;
}

}  // namespace recours::attachments
