// Projects, contracts and losses of a contact: a tab each, and the forms that create and edit them.
#include "contacts/contact_actions.h"
#include "contacts/contact_parts.h"
#include "contacts/contact_store.h"
#include "contacts/contact_tabs_view.h"
#include "contacts/record_store.h"
#include "ui/hidden_field.h"
#include "ui/refusal_errors.h"

namespace recours::contacts {

using accounts::Right;
using accounts::Visit;
using http::Method;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;

namespace {

constexpr int kRecordsPerPage = 100;

// ---- words of each kind

Message plural_label(RecordKind kind) {
  switch (kind) {
    case RecordKind::Project: return msg("Projects");
    case RecordKind::Contract: return msg("Contracts");
    case RecordKind::Loss: return msg("Losses");
  }
  return {};
}

std::string add_label(Language l, RecordKind kind) {
  switch (kind) {
    case RecordKind::Project: return tr(l, "Add a project");
    case RecordKind::Contract: return tr(l, "Add a contract");
    case RecordKind::Loss: return tr(l, "Add a loss");
  }
  return {};
}

std::string none_label(Language l, RecordKind kind) {
  switch (kind) {
    case RecordKind::Project: return tr(l, "No project yet");
    case RecordKind::Contract: return tr(l, "No contract yet");
    case RecordKind::Loss: return tr(l, "No loss yet");
  }
  return {};
}

std::string why_label(Language l, RecordKind kind) {
  switch (kind) {
    case RecordKind::Project: return tr(l, "A complaint about a project names one of these.");
    case RecordKind::Contract:
      return tr(l, "A complaint about a contract names one of these; the contact is also found by their numbers.");
    case RecordKind::Loss:
      return tr(l, "A complaint about a loss names one of these; the contact is also found by their numbers.");
  }
  return {};
}

std::string_view icon_of(RecordKind kind) {
  switch (kind) {
    case RecordKind::Project: return "folder";
    case RecordKind::Contract: return "file-text";
    case RecordKind::Loss: return "alert-triangle";
  }
  return "circle";
}

// ---- the tab

std::string day(Language l, std::string_view iso) {
  const auto date = Date::parse_iso(iso);
  return date ? ui::format_date(l, *date) : std::string();
}

Html figures(const std::string& text) { return el("span", {{"class", "num"}}, text); }

std::vector<std::string_view> columns_shown(RecordKind kind) {
  switch (kind) {
    case RecordKind::Project: return {"title", "ref"};
    case RecordKind::Contract: return {"number", "insurer", "product", "start", "end", "ref"};
    case RecordKind::Loss: return {"number", "date", "contract_id", "ref"};
  }
  return {};
}

// Titles of contracts by id, for losses.
using Titles = std::map<std::string, std::string>;
Titles contract_titles(db::Reader& reader, ContactId contact) {
  Titles titles;
  for (const auto& contract : list_contracts(reader, contact).items)
    titles.emplace(std::to_string(contract.id.value), title_of(contract));
  return titles;
}

Html cell(Language l, std::string_view field, std::string_view text, const Titles& contracts) {
  if (text.empty()) return {};
  if (field == "start" || field == "end" || field == "date") return figures(day(l, text));
  if (field == "number") return figures(std::string(text));
  if (field == "ref") return ui::copyable(l, std::string(text));
  const auto contract = contracts.find(std::string(text));
  if (field == "contract_id" && contract != contracts.end()) return contract->second;
  return std::string(text);
}

Html record_table(Visit& visit, RecordKind kind, const std::vector<Record>& records, const Titles& contracts) {
  const Language l = visit.language();
  const bool edits = visit.viewer.can(Right::EditContacts);
  ui::Table table;
  table.caption = ui::tr_message(l, plural_label(kind));
  for (const auto field : columns_shown(kind)) table.columns.push_back({field_label(l, field)});
  for (const auto& record : records) {
    ui::TableRow row;
    for (const auto field : columns_shown(kind))
      row.cells.push_back(cell(l, field, record.fields.text(field), contracts));
    if (edits) row.href = path_of(record.contact, kind) + "/" + std::to_string(record.id) + "/edit";
    table.rows.push_back(std::move(row));
  }
  return ui::table(table);
}

Html records_content(Visit& visit, const Contact& contact, RecordKind kind) {
  const Language l = visit.language();
  const std::string path = path_of(contact.id, kind);
  Html add;
  if (visit.viewer.can(Right::EditContacts)) {
    add = ui::link_button(ui::Weight::Primary, add_label(l, kind), path + "/new", {{"data-primary", true}});
  }
  const ui::Trail trail(visit.request.query);
  const auto found = list_records(visit.reader, kind, contact.id, trail.page(kRecordsPerPage));
  if (found.items.empty()) return ui::empty_state(icon_of(kind), none_label(l, kind), why_label(l, kind), add);
  const Titles contracts = kind == RecordKind::Loss ? contract_titles(visit.reader, contact.id) : Titles();
  return el("div", {{"class", "toolbar"}}, el("div", {{"class", "toolbar-end"}}, add)) +
         record_table(visit, kind, found.items, contracts) +
         page_links(l, trail.back(path, {}), trail.on(path, {}, found.next));
}

// ---- the form

struct RecordForm {
  RecordKind kind = RecordKind::Project;
  Draft draft;
  ui::FieldErrors errors;
  std::string action;
  Html carried, above;
  std::string title, submit;
};

Html contract_choice(Visit& visit, ContactId contact, const RecordForm& form) {
  const Language l = visit.language();
  std::vector<ui::Choice> choices{{"", tr(l, "No contract")}};
  for (const auto& [id, title] : contract_titles(visit.reader, contact)) choices.push_back({id, title});
  return ui::select_field(l,
                          {"contract_id", field_label(l, "contract_id"), std::string(form.draft.text("contract_id")),
                           "", form.errors.of("contract_id"), false},
                          choices);
}

Html fields_of(Visit& visit, ContactId contact, const RecordForm& form) {
  const Language l = visit.language();
  const auto plain = [&](std::string_view field) {
    return draft_field(l, field, form.draft, form.errors, {{"autocomplete", "off"}});
  };
  const auto needed = [&](std::string_view field) {
    return required_field(l, field, form.draft, form.errors, {{"autocomplete", "off"}});
  };
  const auto date = [&](std::string_view field) {
    return draft_field(l, field, form.draft, form.errors, {{"type", "date"}});
  };
  switch (form.kind) {
    case RecordKind::Project: return needed("title") + plain("ref");
    case RecordKind::Contract:
      return plain("insurer") + el("div", {{"class", "form-row"}}, plain("product"), needed("number")) +
             el("div", {{"class", "form-row"}}, date("start"), date("end")) + plain("ref");
    case RecordKind::Loss:
      return el("div", {{"class", "form-row"}}, needed("number"), date("date")) +
             contract_choice(visit, contact, form) + plain("ref");
  }
  return {};
}

http::Response form_page(Visit& visit, const Contact& contact, const RecordForm& form, int status) {
  const Language l = visit.language();
  const std::string path = path_of(contact.id, form.kind);
  ui::Page page;
  page.title = form.title;
  page.crumbs = {{tr(l, "Contacts"), "/contacts"},
                 {display_name(contact), path_of(contact.id)},
                 {ui::tr_message(l, plural_label(form.kind)), path}};
  page.content =
      ui::error_summary(l, form.errors) + form.above +
      ui::post_form(form.action, visit.frame.csrf,
                    form.carried + fields_of(visit, contact.id, form) +
                        el("div", {{"class", "form-footer"}}, ui::link_button(ui::Weight::Ghost, tr(l, "Cancel"), path),
                           ui::button(ui::Weight::Primary, form.submit)),
                    {{"class", "form"}});
  return visit.page(page, status);
}

Contact contact_of(Visit& visit) {
  return require_contact(visit.reader, visit.viewer, visit.request.path_id<ContactId>("id"));
}

// The record of the address, of the contact of the address.
Record record_of(Visit& visit, const Contact& contact, RecordKind kind) {
  auto record = require_record(visit.reader, visit.viewer, kind, visit.request.path_id<ContactId>("record").value);
  if (record.contact != contact.id) throw NotFound("record of another contact");
  return record;
}

RecordForm creation_form(Visit& visit, const Contact& contact, RecordKind kind, Draft draft) {
  const Language l = visit.language();
  return {kind,
          std::move(draft),
          {},
          path_of(contact.id, kind),
          ui::hidden("idempotency_key", random_key()),
          {},
          add_label(l, kind),
          add_label(l, kind)};
}

RecordForm edit_form(Visit& visit, const Record& record, Draft draft) {
  const Language l = visit.language();
  return {record.kind,
          std::move(draft),
          {},
          path_of(record.contact, record.kind) + "/" + std::to_string(record.id),
          ui::hidden("version", std::to_string(record.version)),
          {},
          tr(l, "Edit {1}", record.title),
          tr(l, "Save")};
}

http::Response show_creation(Visit& visit, RecordKind kind) {
  const Contact contact = contact_of(visit);
  return form_page(visit, contact, creation_form(visit, contact, kind, {}), 200);
}

http::Response create_from_form(Visit& visit, RecordKind kind) {
  const Contact contact = contact_of(visit);
  RecordForm form = creation_form(visit, contact, kind, read_draft(visit.request.form(), record_fields(kind)));
  const auto key = accounts::idempotency_key(visit.viewer.id, std::string(plural_of(kind)) + " page", visit.request);
  const auto created = create_record(visit.database, visit.viewer, kind, contact.id, form.draft, visit.now, key);
  if (created) return http::Response::redirect(path_of(contact.id, kind) + "?done=added");
  form.errors = errors_of(visit.language(), created.error());
  return form_page(visit, contact, form, 422);
}

http::Response show_edit(Visit& visit, RecordKind kind) {
  const Contact contact = contact_of(visit);
  const Record record = record_of(visit, contact, kind);
  return form_page(visit, contact, edit_form(visit, record, record.fields), 200);
}

http::Response save_from_form(Visit& visit, RecordKind kind) {
  const Contact contact = contact_of(visit);
  const Record record = record_of(visit, contact, kind);
  const auto fields = visit.request.form();
  const Draft typed = read_draft(fields, record_fields(kind));
  const auto refusal =
      change_record(visit.database, visit.viewer, kind, record.id, typed, version_in(fields), visit.now);
  if (!refusal) return http::Response::redirect(path_of(contact.id, kind) + "?done=saved");
  const Language l = visit.language();
  const bool stale = refusal->code == "stale_version";
  const Record now = record_of(visit, contact, kind);
  RecordForm form = edit_form(visit, now, typed);
  form.errors = field_errors(l, *refusal);
  if (stale) {
    form.above = ui::notice(ui::Tone::Warning, ui::tr_message(l, refusal->message)) +
                 stale_comparison(l, record_fields(kind), now.fields, typed, {});
  }
  return form_page(visit, contact, form, stale ? 409 : 422);
}

}  // namespace

Tab record_tab(RecordKind kind) {
  return {plural_label(kind), std::string(plural_of(kind)),
          [kind](Visit& visit, const Contact& contact) {
            return std::optional(count_records(visit.reader, kind, contact.id));
          },
          [kind](Visit& visit, const Contact& contact) { return records_content(visit, contact, kind); }};
}

void register_record_pages(accounts::Site& site) {
  for (const auto kind : kRecordKinds) {
    const std::string path = "/contacts/{id}/" + std::string(plural_of(kind));
    site.page(Method::Post, path, Right::EditContacts, [kind](Visit& visit) { return create_from_form(visit, kind); });
    site.page(Method::Get, path + "/new", Right::EditContacts,
              [kind](Visit& visit) { return show_creation(visit, kind); });
    site.page(Method::Get, path + "/{record}/edit", Right::EditContacts,
              [kind](Visit& visit) { return show_edit(visit, kind); });
    site.page(Method::Post, path + "/{record}", Right::EditContacts,
              [kind](Visit& visit) { return save_from_form(visit, kind); });
  }
}

}  // namespace recours::contacts
