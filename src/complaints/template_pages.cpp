// « Modèles de lettres »: the text in force for each kind of letter, its history, and the next version with its
// preview.
#include <algorithm>
#include <charconv>

#include "complaints/complaint_data_pages.h"
#include "complaints/complaint_data_parts.h"
#include "complaints/letter_facts_store.h"
#include "complaints/template_sample_view.h"
#include "contacts/contact_parts.h"
#include "ui/hidden_field.h"

namespace recours::complaints {

using accounts::Right;
using accounts::Visit;
using http::Method;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;
using Kind = DataField::Kind;

namespace {

constexpr const char* kPath = "/complaints/templates";

std::string path_of_kind(std::string_view kind) { return kPath + ("/" + std::string(kind)); }
std::string path_of(const TemplateVersion& version) {
  return path_of_kind(version.text.kind) + "/versions/" + std::to_string(version.text.version_no);
}

std::string kind_of(const Visit& visit) {
  const auto& kind = visit.request.path_value("kind");
  const auto kinds = template_kinds();
  if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) throw NotFound("kind of letter");
  return kind;
}

bool is_same(const TemplateVersion& version, const Template& text) {
  return version.text.version_no == text.version_no;
}

Html state_of(Visit& visit, const TemplateVersion& version, const Template& in_force) {
  if (version.valid_from > visit.today()) return standing_badge(visit.language(), Standing::ToCome);
  return standing_badge(visit.language(), is_same(version, in_force) ? Standing::InForce : Standing::Over);
}

http::Response show_kinds(Visit& visit) {
  const Language l = visit.language();
  ui::Table table;
  table.caption = tr(l, "Letter templates");
  table.columns = {{tr(l, "Kind of letter")},
                   {tr(l, "Subject of the letter")},
                   {tr(l, "Version in force")},
                   {tr(l, "Changes to come")}};
  for (const auto kind : template_kinds()) {
    const auto versions = template_versions(visit.reader, kind);
    const auto in_force = template_on(visit.reader, kind, visit.today());
    const auto current =
        std::find_if(versions.begin(), versions.end(), [&](const auto& v) { return is_same(v, in_force); });
    const bool has_next = versions.front().valid_from > visit.today();
    table.rows.push_back(
        {{template_label(l, kind), in_force.subject,
          tr(l, "Version {1}, since {2}", in_force.version_no, current->valid_from),
          has_next ? Html(tr(l, "Version {1}, from {2}", versions.front().text.version_no, versions.front().valid_from))
                   : el("span", {{"class", "muted"}}, "–")},
         path_of_kind(kind)});
  }
  ui::Page page;
  page.title = tr(l, "Letter templates");
  page.crumbs = data_crumbs(l);
  page.content =
      el("p", {{"class", "lead"}},
         tr(l, "Letters that left keep the text they had; a change is a new version from a day you choose.")) +
      ui::table(table);
  return visit.page(page);
}

// ---- one kind of letter

std::vector<ui::Crumb> kind_crumbs(Language l, std::vector<ui::Crumb> more = {}) {
  std::vector<ui::Crumb> crumbs{{tr(l, "Letter templates"), kPath}};
  crumbs.insert(crumbs.end(), more.begin(), more.end());
  return data_crumbs(l, std::move(crumbs));
}

Html history_card(Visit& visit, const std::vector<TemplateVersion>& versions, const Template& in_force) {
  const Language l = visit.language();
  ui::Table table;
  table.caption = tr(l, "Versions");
  table.columns = {{tr(l, "Version"), ui::Column::Kind::Number, ""},
                   {tr(l, "In force from")},
                   {tr(l, "State")},
                   {tr(l, "Written by")}};
  for (const auto& version : versions) {
    table.rows.push_back(
        {{std::to_string(version.text.version_no), ui::format_date(l, version.valid_from),
          state_of(visit, version, in_force),
          version.created_by_name.empty() ? Html(tr(l, "Came with the program")) : Html(version.created_by_name)},
         path_of(version)});
  }
  return ui::card(tr(l, "Versions"), ui::table(table));
}

Html text_card(Language l, const Template& text) {
  return ui::card(tr(l, "Text of version {1}", text.version_no),
                  ui::facts({{tr(l, "Subject of the letter"), text.subject}}) + el("hr", {}) +
                      el("pre", {{"class", "mail-text"}}, text.body));
}

http::Response text_page(Visit& visit, const std::string& kind, const Template& text, std::string title,
                         std::vector<ui::Crumb> crumbs) {
  const Language l = visit.language();
  const auto versions = template_versions(visit.reader, kind);
  const auto in_force = template_on(visit.reader, kind, visit.today());
  const std::string path = path_of_kind(kind);
  ui::Page page;
  page.title = std::move(title);
  page.crumbs = std::move(crumbs);
  page.notices = done_notices(visit);
  page.actions = el(
      "div", {{"class", "cluster"}},
      ui::link_button(ui::Weight::Secondary, tr(l, "Preview as PDF"),
                      path + "/versions/" + std::to_string(text.version_no) + "/preview.pdf", {{"target", "_blank"}}),
      ui::link_button(ui::Weight::Primary, tr(l, "Write a new version"), path + "/new", {{"data-primary", true}}));
  page.content = text_card(l, text) + letter_preview(l, write_letter(text, invented_facts(visit))) +
                 history_card(visit, versions, in_force);
  return visit.page(page);
}

http::Response show_kind(Visit& visit) {
  const Language l = visit.language();
  const auto kind = kind_of(visit);
  return text_page(visit, kind, template_on(visit.reader, kind, visit.today()), template_label(l, kind),
                   kind_crumbs(l));
}

TemplateVersion version_in_path(const Visit& visit) {
  const auto number = visit.request.path_id<Id<struct TemplateVersionNumber>>("number").value;
  for (auto& version : template_versions(visit.reader, kind_of(visit))) {
    if (version.text.version_no == number) return version;
  }
  throw NotFound("version of a letter");
}

http::Response show_version(Visit& visit) {
  const Language l = visit.language();
  const auto version = version_in_path(visit);
  const auto label = template_label(l, version.text.kind);
  return text_page(visit, version.text.kind, version.text, tr(l, "{1}, version {2}", label, version.text.version_no),
                   kind_crumbs(l, {{label, path_of_kind(version.text.kind)}}));
}

http::Response pdf_answer(Visit& visit, const Template& text) {
  const auto facts = invented_facts(visit);
  http::Response response;
  response.body = letter_pdf(letterhead(visit.reader), facts, write_letter(text, facts));
  response.set("Content-Type", "application/pdf").set("Content-Disposition", "inline; filename=\"apercu.pdf\"");
  response.set("Cache-Control", "no-store");
  return response;
}

// ---- a new version

DataForm version_form(Visit& visit, const std::string& kind, Draft draft, int based_on) {
  const Language l = visit.language();
  const std::string path = path_of_kind(kind);
  DataForm form;
  form.title = tr(l, "New version: {1}", template_label(l, kind));
  form.action = form.cancel = path;
  form.submit = tr(l, "Save the new version");
  form.crumbs = kind_crumbs(l, {{template_label(l, kind), path}});
  form.fields = {
      {"subject", tr(l, "Subject of the letter"), Kind::Line, "", true},
      {"body", tr(l, "Text"), Kind::Lines, "", true, {}, 24},
      {"valid_from", tr(l, "In force from"), Kind::Date, tr(l, "Letters prepared from this day on use it."), true}};
  form.draft = std::move(draft);
  form.carried = new_key() + ui::hidden("based_on", std::to_string(based_on));
  form.beside = placeholder_card(l, kind);
  form.more_buttons = ui::button(ui::Weight::Secondary, tr(l, "Preview"), {{"formaction", path + "/preview"}}) +
                      ui::button(ui::Weight::Secondary, tr(l, "Preview as PDF"),
                                 {{"formaction", path + "/preview.pdf"}, {"formtarget", "_blank"}});
  return form;
}

int based_on_in(const http::Fields& fields) {
  int number = 0;
  const auto text = fields.text("based_on");
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

Template typed_text(const std::string& kind, const Draft& typed) {
  return {kind, std::string(typed.text("subject")), std::string(typed.text("body")) + "\n", 0};
}

http::Response show_new(Visit& visit) {
  const auto kind = kind_of(visit);
  auto newest = template_versions(visit.reader, kind).front();
  newest.valid_from = std::max(newest.valid_from, visit.today());
  return data_form_page(visit, version_form(visit, kind, draft_of(newest), newest.text.version_no), 200);
}

http::Response add(Visit& visit) {
  const auto kind = kind_of(visit);
  const auto fields = visit.request.form();
  const Draft typed = read_data(fields, template_fields());
  const auto key = accounts::idempotency_key(visit.viewer.id, "templates page " + kind, visit.request);
  const auto refusal =
      add_template_version({visit.database, visit.viewer, visit.now, key}, kind, typed, based_on_in(fields));
  if (!refusal) return http::Response::redirect(path_of_kind(kind) + "?done=saved");
  const auto newest = template_versions(visit.reader, kind).front();
  const bool is_stale = refusal->kind == Refusal::Kind::Conflict;
  return refused_form_page(visit,
                           version_form(visit, kind, typed, is_stale ? newest.text.version_no : based_on_in(fields)),
                           *refusal, draft_of(newest));
}

http::Response preview(Visit& visit) {
  const auto kind = kind_of(visit);
  const auto fields = visit.request.form();
  const Draft typed = read_data(fields, template_fields());
  DataForm form = version_form(visit, kind, typed, based_on_in(fields));
  form.above = letter_preview(visit.language(), write_letter(typed_text(kind, typed), invented_facts(visit)));
  const auto admitted = admit_template(kind, typed, visit.today());
  if (!admitted) return refused_form_page(visit, std::move(form), admitted.error(), typed);
  return data_form_page(visit, form, 200);
}

}  // namespace

void register_template_pages(accounts::Site& site) {
  const auto page = [&](Method method, std::string_view pattern, accounts::Handler handler) {
    site.page(method, pattern, Right::ManageComplaintData, std::move(handler));
  };
  page(Method::Get, kPath, show_kinds);
  page(Method::Get, "/complaints/templates/{kind}", show_kind);
  page(Method::Post, "/complaints/templates/{kind}", add);
  page(Method::Get, "/complaints/templates/{kind}/new", show_new);
  page(Method::Post, "/complaints/templates/{kind}/preview", preview);
  page(Method::Post, "/complaints/templates/{kind}/preview.pdf", [](Visit& visit) {
    return pdf_answer(visit, typed_text(kind_of(visit), read_data(visit.request.form(), template_fields())));
  });
  page(Method::Get, "/complaints/templates/{kind}/versions/{number}", show_version);
  page(Method::Get, "/complaints/templates/{kind}/versions/{number}/preview.pdf",
       [](Visit& visit) { return pdf_answer(visit, version_in_path(visit).text); });
}

}  // namespace recours::complaints
