#include "contacts/data_form_parts.h"

#include <algorithm>

#include "base/text.h"
#include "contacts/contact_parts.h"
#include "ui/hidden_field.h"

namespace recours::contacts {

using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;
using Kind = DataField::Kind;

namespace {

std::vector<std::string> parts_of(std::string_view text) {
  auto parts = split(std::string(text), ',');
  std::erase(parts, "");
  return parts;
}

Html control(Language l, const DataForm& form, const DataField& field) {
  const ui::Field as{
      field.name,    field.label, std::string(form.draft.text(field.name)), field.help, form.errors.of(field.name),
      field.required};
  switch (field.kind) {
    case Kind::Line: return ui::text_field(l, as, {{"autocomplete", "off"}});
    case Kind::Lines: return ui::text_area(l, as, field.rows);
    case Kind::Date: return ui::text_field(l, as, {{"type", "date"}});
    case Kind::Number: return ui::text_field(l, as, {{"type", "number"}, {"min", 1}, {"inputmode", "numeric"}});
    case Kind::Select: return ui::select_field(l, as, field.choices);
    case Kind::Radio: return ui::radio_field(l, as, field.choices);
    case Kind::Checks: return ui::checkbox_field(l, as, field.choices, parts_of(as.value));
    case Kind::Fixed: break;
  }
  return {};
}

// What a value is called: the labels of choices, dates as people write them.
std::string shown(Language l, const DataField& field, std::string_view text) {
  if (text.empty()) return "–";
  if (field.kind == Kind::Date) {
    const auto date = Date::parse(text);
    return date ? ui::format_date(l, *date) : std::string(text);
  }
  if (field.choices.empty()) return std::string(text);
  std::vector<std::string> labels;
  for (const auto& part : parts_of(text)) {
    const auto choice =
        std::find_if(field.choices.begin(), field.choices.end(), [&](const auto& one) { return one.value == part; });
    labels.push_back(choice == field.choices.end() ? part : choice->label);
  }
  return join(labels, ", ");
}

Html fixed_facts(Language l, const DataForm& form) {
  std::vector<std::pair<std::string, Html>> facts;
  for (const auto& field : form.fields) {
    if (field.kind == Kind::Fixed) facts.emplace_back(field.label, shown(l, field, form.draft.text(field.name)));
  }
  return facts.empty() ? Html() : el("div", {{"class", "field"}}, ui::facts(facts));
}

Html controls(Language l, const DataForm& form) {
  Html all = fixed_facts(l, form);
  for (std::size_t at = 0; at < form.fields.size(); ++at) {
    const auto& field = form.fields[at];
    const bool has_neighbour =
        at + 1 < form.fields.size() && std::find(form.rows.begin(), form.rows.end(),
                                                 std::pair(field.name, form.fields[at + 1].name)) != form.rows.end();
    if (has_neighbour) {
      all += el("div", {{"class", "form-row"}}, control(l, form, field), control(l, form, form.fields[at + 1]));
      ++at;
    } else {
      all += control(l, form, field);
    }
  }
  return all;
}

Html differences(Language l, const DataForm& form, const Draft& saved) {
  ui::Table table;
  table.caption = tr(l, "What differs");
  table.columns = {{tr(l, "Field")}, {tr(l, "Saved in the meantime")}, {tr(l, "What you typed")}};
  for (const auto& field : form.fields) {
    const auto is = saved.text(field.name), typed = form.draft.text(field.name);
    if (is != typed) table.rows.push_back({{field.label, shown(l, field, is), shown(l, field, typed)}, ""});
  }
  return table.rows.empty() ? Html() : ui::card(tr(l, "What differs"), ui::table(table));
}

}  // namespace

http::Response data_form_page(accounts::Visit& visit, const DataForm& form, int status) {
  const Language l = visit.language();
  ui::Page page;
  page.title = form.title;
  page.crumbs = form.crumbs;
  const Html sent = ui::post_form(
      form.action, visit.frame.csrf,
      form.carried + controls(l, form) +
          ui::when(!form.more_buttons.empty(), el("div", {{"class", "cluster"}}, form.more_buttons)) +
          el("div", {{"class", "form-footer"}}, ui::link_button(ui::Weight::Ghost, tr(l, "Cancel"), form.cancel),
             ui::button(ui::Weight::Primary, form.submit)),
      {{"class", "form"}, {"novalidate", true}});
  page.content = ui::error_summary(l, form.errors) + form.above;
  page.content += form.beside.empty() ? sent
                                      : el("div", {{"class", "case"}}, el("div", {{"class", "case-main"}}, sent),
                                           el("div", {{"class", "case-aside"}}, form.beside));
  return visit.page(page, status);
}

http::Response refused_form_page(accounts::Visit& visit, DataForm form, const Refusal& refusal, const Draft& saved) {
  const Language l = visit.language();
  if (refusal.kind != Refusal::Kind::Conflict) {
    form.errors = field_errors(l, refusal);
    if (form.errors.empty()) form.errors.items.emplace_back("", ui::tr_message(l, refusal.message));
    return data_form_page(visit, form, 422);
  }
  form.above =
      ui::notice(ui::Tone::Warning, ui::tr_message(l, refusal.message)) + differences(l, form, saved) + form.above;
  return data_form_page(visit, form, 409);
}

Draft read_data(const http::Fields& fields, std::span<const FieldSpec> specs) {
  Draft draft;
  for (const auto& spec : specs) {
    const auto values = fields.all(spec.name);
    if (!values.empty()) draft.set(spec.name, join(values, ","));
  }
  return draft;
}

Html new_key() { return ui::hidden("idempotency_key", random_key()); }
Html version_field(std::int64_t version) { return ui::hidden("version", std::to_string(version)); }

Html standing_badge(Language l, Standing standing) {
  switch (standing) {
    case Standing::InForce: return ui::badge(ui::Tone::Success, tr(l, "In force"));
    case Standing::ToCome: return ui::badge(ui::Tone::Info, tr(l, "To come"));
    case Standing::Over: break;
  }
  return ui::badge(ui::Tone::Neutral, tr(l, "Over"));
}

std::string validity_text(Language l, const Validity& validity) {
  return validity.to ? tr(l, "from {1} to {2}", validity.from, *validity.to) : tr(l, "from {1} on", validity.from);
}

std::vector<ui::Notice> done_notices(const accounts::Visit& visit) {
  const Language l = visit.language();
  const auto done = visit.request.query.text("done");
  if (done == "added") return {{ui::Notice::Kind::Success, tr(l, "The entry was added.")}};
  if (done == "saved") return {{ui::Notice::Kind::Success, tr(l, "The changes were saved.")}};
  return {};
}

std::vector<DataField> validity_fields(Language l, const std::string& help) {
  return {{"valid_from", tr(l, "In force from"), Kind::Date, "", true},
          {"valid_to", tr(l, "Last day"), Kind::Date, help.empty() ? tr(l, "Left empty: no end is known.") : help}};
}

}  // namespace recours::contacts
