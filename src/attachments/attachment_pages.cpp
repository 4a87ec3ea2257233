// A file's own page, its bytes and pictures, and what is done with it: edit, remove, take back.
#include "attachments/attachment_pages.h"

#include <boost/json.hpp>

#include "accounts/page_words.h"
#include "attachments/download.h"
#include "attachments/file_pages.h"
#include "attachments/files_view.h"
#include "base/text.h"
#include "ui/hidden_field.h"
#include "ui/refusal_errors.h"

namespace recours::attachments {

using namespace page_words;

bool wants_json(const http::Request& request) { return request.header("accept").starts_with("application/json"); }

namespace {

Attachment asked_for(Visit& visit, const Depot& depot) {
  return require_attachment(visit.reader, depot.owners, visit.viewer, visit.request.path_id<AttachmentId>("id"));
}

Attachment asked_for_or_removed(Visit& visit, const Depot& depot) {
  return require_any_attachment(visit.reader, depot.owners, visit.viewer, visit.request.path_id<AttachmentId>("id"));
}

std::string path_of(const Attachment& file) { return "/attachments/" + std::to_string(file.id.value); }

// Where one came from, carried along; empty unless it is a path of this site.
std::string back_of(const http::Fields& fields) {
  const std::string_view back = fields.text("back");
  return http::is_local_path(back) ? std::string(back) : std::string();
}

std::string view_path(const Attachment& file, const std::string& back, std::string_view done = {}) {
  std::string path = path_of(file) + "/view";
  char separator = '?';
  if (!back.empty()) {
    path += separator + ("back=" + http::urlencode(back));
    separator = '&';
  }
  if (!done.empty()) path += separator + ("done=" + std::string(done));
  return path;
}

// ---- the page

Html picture(Language l, const Attachment& file) {
  if (is_sound(file.type) && !file.removed_at) return sound_player(l, file);
  if (file.preview_sha256.empty() || file.removed_at) {
    return el("p", {{"class", "file-no-preview"}}, ui::icon("file-description"),
              file.removed_at ? tr(l, "This file was removed.")
                              : tr(l, "There is no preview of this type of file: download it to read it."));
  }
  const std::string name = file.type == FileType::Pdf ? tr(l, "First page of {1}", file.name) : file.name;
  return el("figure", {{"class", "file-preview"}}, el("img", {{"src", path_of(file) + "/preview"}, {"alt", name}}));
}

Html fact_list(Language l, const Attachment& file, const std::vector<PieceKind>& kinds) {
  std::vector<std::pair<std::string, Html>> facts{
      {tr(l, "Type"), type_label(file.type)},
      {tr(l, "Size"), el("span", {{"class", "num"}}, size_label(l, file.size))},
      {tr(l, "Sent by"), file.uploaded_by_name},
      {tr(l, "Sent on"), el("span", {{"class", "num"}}, ui::format_instant(l, file.uploaded_at))},
      {tr(l, "Sent with"), file.uploaded_by ? source_label(l, file.source) : tr(l, "by mail")}};
  if (const auto kind = kind_label(l, kinds, file.kind); !kind.empty())
    facts.emplace_back(tr(l, "What it shows"), kind);
  if (!file.comment.empty()) facts.emplace_back(tr(l, "Comment"), file.comment);
  if (!file.converted_from.empty()) {
    facts.emplace_back(tr(l, "Conversion"),
                       tr(l, "The photo was sent in another format and is kept as {1}.", type_label(file.type)));
  }
  if (file.location_removed) {
    facts.emplace_back(tr(l, "Location"), tr(l, "Removed: where a photo was taken is not kept."));
  }
  if (const auto scan = scan_label(l, file.scan); !scan.empty()) facts.emplace_back(tr(l, "Virus scan"), scan);
  if (file.scan == Scan::Clean) facts.emplace_back(tr(l, "Virus scan"), tr(l, "No virus found"));
  facts.emplace_back("SHA-256", ui::copyable(l, file.sha256));
  return ui::facts(facts);
}

Html edit_form(const Visit& visit, const Attachment& file, const std::vector<PieceKind>& kinds, const std::string& back,
               const Description& typed, const ui::FieldErrors& errors) {
  const Language l = visit.language();
  Html fields = ui::text_field(l, {"name", tr(l, "Name of the file"), typed.name, "", errors.of("name"), true},
                               {{"maxlength", 120}});
  if (!kinds.empty()) {
    std::vector<ui::Choice> choices{{"", tr(l, "Not said")}};
    for (const PieceKind& kind : kinds)
      if (kind.in_force || kind.code == file.kind) choices.push_back({kind.code, kind.label(l)});
    fields += ui::select_field(l, {"kind", tr(l, "What it shows"), typed.kind, "", errors.of("kind")}, choices);
  }
  fields += ui::text_area(l, {"comment", tr(l, "Comment"), typed.comment, "", errors.of("comment")}, 3);
  return ui::post_form(path_of(file), visit.frame.csrf,
                       ui::hidden("version", std::to_string(file.version)) + ui::hidden("back", back) + fields +
                           ui::button(ui::Weight::Secondary, tr(l, "Save")));
}

// Asked once more, without any script: the disclosure is the confirmation.
Html remove_form(const Visit& visit, const Attachment& file, const std::string& back) {
  const Language l = visit.language();
  return el(
      "details", {{"class", "file-remove"}}, el("summary", {}, ui::icon("trash"), tr(l, "Remove this file")),
      ui::post_form(path_of(file) + "/removal", visit.frame.csrf,
                    ui::hidden("version", std::to_string(file.version)) + ui::hidden("back", back) +
                        el("p", {}, tr(l, "The file will no longer be joined. You can take it back for 24 hours.")) +
                        ui::button(ui::Weight::Danger, tr(l, "Delete {1}", file.name))));
}

Html restore_form(const Visit& visit, const Attachment& file, const std::string& back) {
  const Language l = visit.language();
  return ui::post_form(path_of(file) + "/restoration", visit.frame.csrf,
                       ui::hidden("back", back) + ui::button(ui::Weight::Primary, tr(l, "Take it back")));
}

std::vector<ui::Notice> notices(const Visit& visit, const Attachment& file) {
  const Language l = visit.language();
  const std::string_view done = visit.request.query.text("done");
  const auto said = [&](std::string text) {
    return std::vector<ui::Notice>{{ui::Notice::Kind::Success, std::move(text)}};
  };
  if (done == "saved") return said(tr(l, "The change was saved."));
  if (done == "removed" && file.removed_at)
    return said(tr(l, "{1} was removed. You can take it back for 24 hours.", file.name));
  if (done == "restored" && !file.removed_at) return said(tr(l, "{1} is joined again.", file.name));
  return {};
}

struct Typed {
  Description description;
  ui::FieldErrors errors = {};
};

Response view_page(Visit& visit, const Depot& depot, const Attachment& file, const std::string& back,
                   const Typed& typed, int status = 200) {
  const Language l = visit.language();
  const auto kinds = pieces_for(visit.reader, depot.owners, file.owner, visit.today());
  const auto objection = objection_to_change(visit.reader, depot.owners, visit.viewer, file);
  ui::Page page;
  page.title = file.name;
  page.notices = notices(visit, file);
  if (!back.empty()) page.actions += ui::link_button(ui::Weight::Ghost, ui::icon("arrow-left") + tr(l, "Back"), back);
  Html aside = ui::card(tr(l, "About this file"), fact_list(l, file, kinds));
  if (file.removed_at) {
    if (!objection) page.actions += restore_form(visit, file, back);
  } else {
    page.actions += ui::link_button(ui::Weight::Primary, ui::icon("download") + tr(l, "Download"), path_of(file),
                                    {{"download", true}});
    if (!objection)
      aside += ui::card(tr(l, "Edit"), edit_form(visit, file, kinds, back, typed.description, typed.errors),
                        remove_form(visit, file, back));
  }
  page.content = ui::error_summary(l, typed.errors) + el("div", {{"class", "case file-page"}},
                                                         el("div", {{"class", "case-main"}}, picture(l, file)),
                                                         el("div", {{"class", "case-aside"}}, aside));
  return visit.page(page, status);
}

Response show(Visit& visit, const Depot& depot) {
  const Attachment file = asked_for_or_removed(visit, depot);
  return view_page(visit, depot, file, back_of(visit.request.query), {{file.name, file.kind, file.comment}});
}

// ---- verbs

std::string row_html(const Visit& visit, const Depot& depot, const Attachment& file, const http::Fields& fields) {
  const auto kinds = pieces_for(visit.reader, depot.owners, file.owner, visit.today());
  const bool full = fields.text("detail") == "full";
  return file_row(
             {visit.language(), kinds, Editing::Allowed, full ? RowDetail::Full : RowDetail::Short, back_of(fields)},
             file)
      .str();
}

std::optional<std::int64_t> version_of(const http::Fields& fields) {
  const auto number = Decimal::parse(fields.text("version"));
  if (!number || !number->value.is_whole()) return std::nullopt;
  return number->value.micros() / Decimal::kScale;
}

// For the script the row as it is now, or the sentences why not; for a form the file's page.
Response answer(Visit& visit, const Depot& depot, const Result<Attachment, Refusal>& done, const http::Fields& fields,
                std::string_view what) {
  if (!done) {
    if (wants_json(visit.request)) return refusals_answer({{"", refusal_text(visit.language(), done.error())}});
    const Attachment file = asked_for_or_removed(visit, depot);
    const Typed typed{
        {std::string(fields.text("name")), std::string(fields.text("kind")), std::string(fields.text("comment"))},
        errors_of(visit.language(), done.error())};
    return view_page(visit, depot, file, back_of(fields), typed, 422);
  }
  if (!wants_json(visit.request)) return Response::redirect(view_path(*done, back_of(fields), what));
  return accounts::json_answer({{"row", row_html(visit, depot, *done, fields)}, {"refusals", boost::json::array()}});
}

Response edit(Visit& visit, const Depot& depot) {
  const Attachment file = asked_for(visit, depot);
  const http::Fields fields = visit.request.form();
  const Description description{std::string(trim(fields.text("name"))), std::string(fields.text("kind")),
                                std::string(trim(fields.text("comment")))};
  const auto done =
      describe(visit.database, depot, visit.viewer, file.id, description, version_of(fields).value_or(0), visit.now);
  return answer(visit, depot, done, fields, "saved");
}

Response take_away(Visit& visit, const Depot& depot) {
  const Attachment file = asked_for_or_removed(visit, depot);
  const http::Fields fields = visit.request.form();
  if (file.removed_at) return answer(visit, depot, Result<Attachment, Refusal>(file), fields, "removed");
  return answer(visit, depot, remove(visit.database, depot, visit.viewer, file.id, version_of(fields), visit.now),
                fields, "removed");
}

Response take_back(Visit& visit, const Depot& depot) {
  const Attachment file = asked_for_or_removed(visit, depot);
  const http::Fields fields = visit.request.form();
  return answer(visit, depot, restore(visit.database, depot, visit.viewer, file.id, visit.now), fields, "restored");
}

}  // namespace

Response refusals_answer(const std::vector<std::pair<std::string, std::string>>& refusals, int status) {
  boost::json::array all;
  for (const auto& [name, detail] : refusals) all.push_back({{"name", name}, {"detail", detail}});
  return accounts::json_answer({{"refusals", std::move(all)}}, status);
}

void register_attachment_pages(accounts::Site& site, const Depot& depot) {
  const auto with_depot = [&depot](Response (*handler)(Visit&, const Depot&)) {
    return [&depot, handler](Visit& visit) { return handler(visit, depot); };
  };
  site.page(Method::Get, "/attachments/{id}", [&depot](Visit& visit) {
    return download_answer(visit.request, visit.reader, depot, asked_for(visit, depot));
  });
  site.page(Method::Get, "/attachments/{id}/sound", [&depot](Visit& visit) {
    return sound_answer(visit.request, visit.reader, depot, asked_for(visit, depot));
  });
  site.page(Method::Get, "/attachments/{id}/preview", [&depot](Visit& visit) {
    return picture_answer(visit.request, visit.reader, depot, asked_for(visit, depot), Picture::Preview);
  });
  site.page(Method::Get, "/attachments/{id}/thumbnail", [&depot](Visit& visit) {
    return picture_answer(visit.request, visit.reader, depot, asked_for(visit, depot), Picture::Thumbnail);
  });
  site.page(Method::Get, "/attachments/{id}/view", with_depot(show));
  site.page(Method::Post, "/attachments/{id}", with_depot(edit));
  site.page(Method::Post, "/attachments/{id}/removal", with_depot(take_away));
  site.page(Method::Post, "/attachments/{id}/restoration", with_depot(take_back));
  register_form_pages(site, depot);
}

}  // namespace recours::attachments
