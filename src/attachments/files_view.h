// Pieces of the file pages that more than one of them shows: the row of a file, the live part of a form, the QR code
// with its state. Rendering only; attachment_view.h is what features use.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "attachments/attachment_view.h"

namespace recours::attachments {

// The types de pièce people choose from for files of this owner; all of them while it is a form or a person.
std::vector<PieceKind> pieces_for(db::Reader& reader, const Owners& owners, const Owner& owner, Date today);

// In a form a row is short; in a case it also says who sent the file, when, and its SHA-256.
enum class RowDetail { Short, Full };
struct RowContext {
  ui::Language language = ui::Language::French;
  const std::vector<PieceKind>& kinds;
  Editing editing = Editing::Allowed;
  RowDetail detail = RowDetail::Short;
  std::string back;  // path the file's own page leads back to; empty: none
};
ui::Html file_row(const RowContext& context, const Attachment& file);
// <ul> of rows, also when there is none: scripts fill it. `editing` says of each file what context.editing says of all.
using EditingOf = std::function<Editing(const Attachment&)>;
ui::Html file_rows(const RowContext& context, const std::vector<Attachment>& files, const EditingOf& editing = {});
// <template>s and texts the scripts work with, for the element around the rows.
ui::Html row_templates(ui::Language language, const std::vector<PieceKind>& kinds);
std::string script_texts(ui::Language language, Formats formats = Formats::Documents);

// A look at the file: its thumbnail, or an icon of its type.
ui::Html file_look(const Attachment& file, const std::string& thumbnail_path);
// R-789 A recording is listened to where it stands; nothing for other files.
ui::Html sound_player(ui::Language language, const Attachment& file);
// JPG · 2,4 Mo · Téléphone · converti de HEIC
std::string file_facts(ui::Language language, const Attachment& file);
std::string source_label(ui::Language language, Source source);
std::string type_label(FileType type);
// In words why it cannot be taken for safe yet; empty when it can.
std::string scan_label(ui::Language language, Scan scan);

// ---- phone
enum class PhoneState { None, Waiting, Connected, Over };
PhoneState phone_state(const std::optional<PhoneLink>& link, Instant now);
ui::Html phone_state_line(ui::Language language, const std::optional<PhoneLink>& link, Instant now);
// The QR code of this one-time code, what to do with it, how far it is.
ui::Html phone_panel(const http::Request& request, ui::Language language, const std::string& public_url,
                     const std::string& code, const std::optional<PhoneLink>& link, Instant now);

// https://host of this site as people reach it.
std::string site_address(const http::Request& request, const std::string& public_url);
std::string time_of_day(Instant at);  // 14:32 in Paris

// The sentence of a refusal of the given file.
std::string refusal_text(ui::Language language, const Refusal& refusal);
std::string refusal_text(ui::Language language, std::string_view code);

}  // namespace recours::attachments
