// One file as people see it in lists, and what the scripts need to change it in place.
#include <algorithm>

#include <boost/json.hpp>

#include "attachments/files_view.h"
#include "base/text.h"

namespace recours::attachments {

using ui::Attribute;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;
using ui::when;

std::string type_label(FileType type) { return std::string(label_of(type)); }

std::string source_label(Language l, Source source) {
  switch (source) {
    case Source::Desk: return tr(l, "Computer");
    case Source::Phone: return tr(l, "Phone");
    case Source::Api: return tr(l, "API");
  }
  return {};
}

std::string scan_label(Language l, Scan scan) {
  switch (scan) {
    case Scan::NotConfigured: return {};
    case Scan::Waiting: return tr(l, "Virus scan pending");
    case Scan::Clean: return {};
    case Scan::Infected: return tr(l, "A virus was found");
  }
  return {};
}

std::string file_facts(Language l, const Attachment& file) {
  // What came without anybody being signed in came by mail.
  const auto source = file.uploaded_by ? source_label(l, file.source) : tr(l, "by mail");
  std::string facts = type_label(file.type) + " · " + size_label(l, file.size) + " · " + source;
  if (!file.converted_from.empty()) {
    std::string from = file.converted_from;
    std::transform(from.begin(), from.end(), from.begin(), [](char c) { return c >= 'a' && c <= 'z' ? c - 32 : c; });
    facts += " · " + tr(l, "converted from {1}", from);
  }
  return facts;
}

Html file_look(const Attachment& file, const std::string& thumbnail_path) {
  if (!file.thumbnail_sha256.empty()) {
    return el("img", {{"src", thumbnail_path},
                      {"alt", ""},
                      {"width", 64},
                      {"height", 64},
                      {"loading", "lazy"},
                      {"decoding", "async"}});
  }
  if (file.type == FileType::Eml) return ui::icon("mail");
  if (is_sound(file.type)) return ui::icon("volume");
  return file.type == FileType::Pdf ? ui::icon("file-text") : ui::icon("file-description");
}

Html sound_player(Language l, const Attachment& file) {
  if (!is_sound(file.type) || file.removed_at) return {};
  return el("audio", {{"class", "file-sound"},
                      {"controls", true},
                      {"preload", "none"},
                      {"src", "/attachments/" + std::to_string(file.id.value) + "/sound"},
                      {"aria-label", tr(l, "Listen to {1}", file.name)}});
}

std::vector<PieceKind> pieces_for(db::Reader& reader, const Owners& owners, const Owner& owner, Date today) {
  if (owner.kind == "form" || owner.kind == "user") return owners.all_kinds(reader, today);
  return kinds_of(reader, owners, owner, today);
}

namespace {

std::string path_of(const Attachment& file) { return "/attachments/" + std::to_string(file.id.value); }

std::string page_of(const RowContext& context, const Attachment& file) {
  return path_of(file) + "/view" + (context.back.empty() ? "" : "?back=" + http::urlencode(context.back));
}

Html row_button(std::string_view act, std::string_view icon, const std::string& label) {
  return ui::button(
      ui::Weight::Ghost, ui::icon(icon),
      {{"type", "button"}, {"class", "btn-icon btn-sm"}, {"data-act", act}, {"aria-label", label}, {"title", label}});
}

Html actions(const RowContext& context, const Attachment& file) {
  const Language l = context.language;
  const std::string save = tr(l, "Download {1}", file.name);
  Html all = ui::link_button(ui::Weight::Ghost, ui::icon("download"), path_of(file),
                             {{"class", "btn-icon btn-sm"}, {"aria-label", save}, {"title", save}, {"download", true}});
  if (context.editing == Editing::ReadOnly) return all;
  // Without script the page of the file has the same, in a tab of its own: what was typed in the form stays.
  all += el("a", {{"class", "without-script"}, {"href", page_of(context, file)}, {"target", "_blank"}},
            tr(l, "Edit or remove"));
  return all + row_button("edit", "pencil", tr(l, "Edit {1}", file.name)) +
         row_button("remove", "trash", tr(l, "Delete {1}", file.name));
}

// 3f2a9c01… with the whole of it on the clipboard.
Html short_sha256(Language l, const Attachment& file) {
  return el("span", {{"class", "copyable"}},
            el("span", {{"class", "num"}, {"title", file.sha256}}, "SHA-256 ", file.sha256.substr(0, 12), "…"),
            el("button",
               {{"type", "button"},
                {"class", "copy"},
                {"data-copy", file.sha256},
                {"data-done", tr(l, "Copied")},
                {"aria-label", tr(l, "Copy the SHA-256 of {1}", file.name)},
                {"title", tr(l, "Copy")}},
               ui::icon("copy")));
}

Html full_facts(const RowContext& context, const Attachment& file) {
  if (context.detail == RowDetail::Short) return {};
  const Language l = context.language;
  return el("p", {{"class", "file-facts"}},
            el("span", {}, tr(l, "{1} on {2}", file.uploaded_by_name, ui::format_instant(l, file.uploaded_at))),
            el("span", {{"class", "file-between"}}, " · "), short_sha256(l, file)) +
         sound_player(l, file);
}

}  // namespace

Html file_row(const RowContext& context, const Attachment& file) {
  const Language l = context.language;
  const std::string scan = scan_label(l, file.scan);
  const std::string kind = kind_label(l, context.kinds, file.kind);
  return el(
      "li",
      {{"class", "file"},
       {"id", "file-" + std::to_string(file.id.value)},
       {"data-file", file.id.value},
       {"data-version", file.version},
       {"data-name", file.name},
       {"data-kind", file.kind},
       {"data-comment", file.comment},
       {"data-size", file.size}},
      el("a",
         {{"class", "file-look"},
          {"href", page_of(context, file)},
          {"target", "_blank"},
          {"tabindex", "-1"},
          {"aria-hidden", "true"}},
         file_look(file, path_of(file) + "/thumbnail")),
      el("div", {{"class", "file-body"}},
         el("p", {{"class", "file-name"}}, el("a", {{"href", page_of(context, file)}, {"target", "_blank"}}, file.name),
            when(!kind.empty(), el("span", {{"class", "file-kind"}}, kind))),
         el("p", {{"class", "file-facts"}}, file_facts(l, file)), full_facts(context, file),
         when(!scan.empty(),
              el("p", {}, ui::badge(file.scan == Scan::Infected ? ui::Tone::Danger : ui::Tone::Warning, scan))),
         when(!file.comment.empty(), el("p", {{"class", "file-comment"}}, file.comment))),
      el("div", {{"class", "file-actions"}}, actions(context, file)));
}

Html file_rows(const RowContext& context, const std::vector<Attachment>& files, const EditingOf& editing) {
  RowContext row = context;
  return el("ul",
            {{"class", "file-list"}, {"data-file-list", true}, {"aria-label", tr(context.language, "Files joined")}},
            ui::each(files, [&](const Attachment& file) {
              if (editing) row.editing = editing(file);
              return file_row(row, file);
            }));
}

namespace {

// A field of the editor: without a name, so that it never travels with the form around it.
Html editor_field(const std::string& label, const Html& control) {
  return el("label", {{"class", "field"}}, el("span", {{"class", "form-label"}}, label), control);
}

Html kind_select(Language l, const std::vector<PieceKind>& kinds) {
  if (kinds.empty()) return {};
  Html options = el("option", {{"value", ""}}, tr(l, "Not said"));
  for (const PieceKind& kind : kinds)
    if (kind.in_force) options += el("option", {{"value", kind.code}}, kind.label(l));
  return editor_field(tr(l, "What it shows"),
                      el("select", {{"class", "form-select"}, {"data-field", "kind"}}, options));
}

Html editor(Language l, const std::vector<PieceKind>& kinds) {
  return el(
      "div", {{"class", "file-editor"}, {"role", "group"}},
      el("div", {{"class", "form-row"}},
         editor_field(
             tr(l, "Name of the file"),
             el("input", {{"class", "form-control"}, {"type", "text"}, {"maxlength", 120}, {"data-field", "name"}})),
         kind_select(l, kinds)),
      editor_field(tr(l, "Comment"),
                   el("textarea", {{"class", "form-control"}, {"rows", 2}, {"data-field", "comment"}})),
      el("p", {{"class", "field-error"}, {"role", "alert"}, {"hidden", true}}, ui::icon("alert-circle"),
         el("span", {})),
      el("div", {{"class", "cluster"}},
         ui::button(ui::Weight::Secondary, tr(l, "Save"),
                    {{"type", "button"}, {"class", "btn-sm"}, {"data-act", "save"}}),
         ui::button(ui::Weight::Ghost, tr(l, "Cancel"),
                    {{"type", "button"}, {"class", "btn-sm"}, {"data-act", "close"}})));
}

Html small_button(std::string_view act, const std::string& label) {
  return ui::button(ui::Weight::Ghost, label, {{"type", "button"}, {"class", "btn-sm"}, {"data-act", act}});
}

// A file on its way.
Html upload_row(Language l) {
  return el("li", {{"class", "file file-upload"}},
            el("span", {{"class", "file-look"}, {"aria-hidden", "true"}}, ui::icon("upload")),
            el("div", {{"class", "file-body"}}, el("p", {{"class", "file-name"}}, el("span", {{"data-name-of", true}})),
               el("progress", {{"class", "file-progress"}, {"max", 100}, {"value", 0}}),
               el("p", {{"class", "file-facts num"}, {"data-progress", true}}),
               el("p", {{"class", "field-error"}, {"hidden", true}}, ui::icon("alert-circle"), el("span", {}))),
            el("div", {{"class", "file-actions"}}, small_button("retry", tr(l, "Try again")),
               small_button("cancel", tr(l, "Cancel")), small_button("dismiss", tr(l, "Understood"))));
}

Html removed_row(Language l) {
  return el("li", {{"class", "file file-removed"}},
            el("p", {{"class", "file-body"}}, el("span", {{"data-name-of", true}})),
            el("div", {{"class", "file-actions"}}, small_button("restore", tr(l, "Undo"))));
}

}  // namespace

Html row_templates(Language l, const std::vector<PieceKind>& kinds) {
  return el("template", {{"data-template", "editor"}}, editor(l, kinds)) +
         el("template", {{"data-template", "upload"}}, upload_row(l)) +
         el("template", {{"data-template", "removed"}}, removed_row(l));
}

std::string script_texts(Language l, Formats formats) {
  return boost::json::serialize(boost::json::object{
      {"waiting", tr(l, "Waiting for its turn")},
      {"progress", tr(l, "{done} of {size} ({percent} %)")},
      {"checking", tr(l, "Sent, being checked…")},
      {"added", tr(l, "{name} was added.")},
      {"refused", tr(l, "{name} was not added.")},
      {"removed", tr(l, "{name} was removed.")},
      {"saved", tr(l, "{name} was saved.")},
      {"cancelled", tr(l, "Cancelled.")},
      {"lost", tr(l, "The connection was lost. What you typed is still here; send the file again.")},
      {"busy", tr(l, "The server is busy. Try again in a few seconds.")},
      {"signed_out",
       tr(l, "Your session has ended. Sign in again in another tab, then try again here: nothing you typed is lost.")},
      {"failed", tr(l, "This could not be done. Reload the page and try again.")},
      {"changed", tr(l, "This was changed elsewhere meanwhile; here is what it is now.")},
      {"holding", tr(l, "Files are still on their way; the form is sent as soon as they have arrived.")},
      {"held_back", tr(l, "A file could not be sent. Try it again or dismiss it, then send the form.")},
      {"pasted", tr(l, "Screenshot {time}")},
      {"too_large", refusal_text(l, "too_large")},
      {"unsupported_type", refusal_text(l, unsupported_type(formats))},
      {"empty", refusal_text(l, "empty")},
      {"too_many_files", refusal_text(l, "too_many_files")},
      {"too_large_together", refusal_text(l, "too_large_together")},
      {"units", boost::json::array{tr(l, "bytes"), tr(l, "kB"), tr(l, "MB")}}});
}

}  // namespace recours::attachments
