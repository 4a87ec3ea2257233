#include "contacts/contact_parts.h"

#include <algorithm>

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include "base/text.h"
#include "ui/refusal_errors.h"

namespace recours::contacts {

using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;

std::string path_of(ContactId id) { return "/contacts/" + std::to_string(id.value); }

std::string path_of(ContactId contact, RecordKind kind) {
  return path_of(contact) + "/" + std::string(plural_of(kind));
}

std::string id_text(const std::optional<UserId>& id) { return id ? std::to_string(id->value) : std::string(); }

std::string kind_label(Language language, ContactKind kind) {
  return kind == ContactKind::Company ? tr(language, "Company") : tr(language, "Person");
}

std::string field_label(Language l, std::string_view field) {
  if (field == "ref") return tr(l, "Internal reference");
  if (field == "kind") return tr(l, "Kind");
  if (field == "name") return tr(l, "Last name");
  if (field == "first_name") return tr(l, "First name");
  if (field == "company") return tr(l, "Company name");
  if (field == "email") return tr(l, "E-mail");
  if (field == "phone") return tr(l, "Telephone");
  if (field == "street") return tr(l, "Street");
  if (field == "postcode") return tr(l, "Postcode");
  if (field == "city") return tr(l, "City");
  if (field == "country") return tr(l, "Country");
  if (field == "adviser") return tr(l, "Adviser");
  if (field == "notes") return tr(l, "Notes");
  if (field == "title") return tr(l, "Title");
  if (field == "insurer") return tr(l, "Insurer or partner");
  if (field == "product") return tr(l, "Product");
  if (field == "number") return tr(l, "Number");
  if (field == "start") return tr(l, "Starts on");
  if (field == "end") return tr(l, "Ends on");
  if (field == "contract_id") return tr(l, "Contract");
  if (field == "date") return tr(l, "Date of the loss");
  return std::string(field);
}

std::string country_name(Language language, const std::string& code) {
  icu::UnicodeString name;
  icu::Locale("", code.c_str()).getDisplayCountry(icu::Locale(std::string(ui::code_of(language)).c_str()), name);
  std::string text;
  name.toUTF8String(text);
  return text.empty() ? code : text;
}

std::vector<ui::Choice> country_choices(Language language) {
  std::vector<ui::Choice> choices;
  for (const char* const* code = icu::Locale::getISOCountries(); *code != nullptr; ++code) {
    choices.push_back({*code, country_name(language, *code)});
  }
  std::sort(choices.begin(), choices.end(), [](const auto& a, const auto& b) { return fold(a.label) < fold(b.label); });
  return choices;
}

std::vector<ui::Choice> adviser_choices(const std::vector<Adviser>& advisers) {
  std::vector<ui::Choice> choices;
  for (const auto& adviser : advisers) choices.push_back({std::to_string(adviser.id.value), adviser.name});
  return choices;
}

// ---- forms

Draft read_draft(const http::Fields& fields, std::span<const FieldSpec> specs) {
  Draft draft;
  for (const auto& spec : specs) draft.set(spec.name, fields.text(spec.name));
  return draft;
}

ui::FieldErrors field_errors(Language language, const Refusal& refusal) {
  return ui::field_errors(language, refusal.fields);
}

namespace {
ui::Field field_of(Language language, std::string_view name, const Draft& draft, const ui::FieldErrors& errors) {
  return {std::string(name), field_label(language, name), std::string(draft.text(name)), "", errors.of(name), false};
}
}  // namespace

Html draft_field(Language language, std::string_view name, const Draft& draft, const ui::FieldErrors& errors,
                 ui::Attributes attributes, std::string help) {
  ui::Field field = field_of(language, name, draft, errors);
  field.help = std::move(help);
  return ui::text_field(language, field, attributes);
}

Html required_field(Language language, std::string_view name, const Draft& draft, const ui::FieldErrors& errors,
                    ui::Attributes attributes) {
  ui::Field field = field_of(language, name, draft, errors);
  field.required = true;
  return ui::text_field(language, field, attributes);
}

namespace {

std::string shown(Language l, std::string_view field, const std::string& text, const std::vector<Adviser>& advisers) {
  if (text.empty()) return "–";
  if (field == "kind") return kind_label(l, contact_kind_named(text).value_or(ContactKind::Person));
  if (field == "country") return country_name(l, text);
  if (field == "start" || field == "end" || field == "date") {
    const auto date = Date::parse(text);
    return date ? ui::format_date(l, *date) : text;
  }
  const auto adviser = std::find_if(advisers.begin(), advisers.end(),
                                    [&](const Adviser& one) { return std::to_string(one.id.value) == text; });
  return field == "adviser" && adviser != advisers.end() ? adviser->name : text;
}

}  // namespace

Html stale_comparison(Language l, std::span<const FieldSpec> specs, const Draft& saved, const Draft& typed,
                      const std::vector<Adviser>& advisers) {
  ui::Table table;
  table.caption = tr(l, "What differs");
  table.columns = {{tr(l, "Field")}, {tr(l, "Saved in the meantime")}, {tr(l, "What you typed")}};
  for (const auto field : differing_fields(specs, saved, typed)) {
    table.rows.push_back({{field_label(l, field), shown(l, field, std::string(saved.text(field)), advisers),
                           shown(l, field, std::string(typed.text(field)), advisers)},
                          ""});
  }
  return ui::card(tr(l, "What differs"), ui::table(table));
}

// ---- small things

Html email_link(const std::string& email) { return el("a", {{"href", "mailto:" + email}}, email); }

Html phone_link(const std::string& phone) {
  std::string number;
  for (const char c : phone) {
    if ((c >= '0' && c <= '9') || (c == '+' && number.empty())) number += c;
  }
  return el("a", {{"class", "num"}, {"href", "tel:" + number}}, phone);
}

Html page_links(Language l, const std::optional<std::string>& back, const std::optional<std::string>& on) {
  Html links;
  if (back)
    links += el("a", {{"class", "btn btn-secondary"}, {"href", *back}, {"rel", "prev"}}, ui::icon("chevron-left"),
                tr(l, "Previous"));
  if (on)
    links += el("a", {{"class", "btn btn-secondary"}, {"href", *on}, {"rel", "next"}}, tr(l, "Next"),
                ui::icon("chevron-right"));
  if (links.empty()) return {};
  return el("nav", {{"class", "pager"}, {"aria-label", tr(l, "Pages")}}, links);
}

}  // namespace recours::contacts
