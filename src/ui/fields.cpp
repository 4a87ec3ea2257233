// The form half of components.h: fields, choices, errors.
#include <algorithm>

#include "ui/components.h"

namespace recours::ui {
namespace {

using Described = std::optional<std::string>;

// Ids of the help and the error of a field, for aria-describedby.
Described described_by(const Field& field) {
  std::string ids;
  if (!field.help.empty()) ids = field.name + "-help";
  if (!field.error.empty()) ids += (ids.empty() ? "" : " ") + field.name + "-error";
  return ids.empty() ? Described() : Described(ids);
}

std::optional<std::string> invalid(const Field& field) {
  return field.error.empty() ? std::nullopt : std::optional<std::string>("true");
}

Html required_mark(Language language, const Field& field) {
  if (!field.required) return {};
  return el("span", {{"class", "required"}, {"aria-hidden", "true"}}, " *") +
         el("span", {{"class", "visually-hidden"}}, " (", tr(language, "required"), ")");
}

Html help_of(const Field& field) {
  return when(!field.help.empty(), el("p", {{"class", "field-help"}, {"id", field.name + "-help"}}, field.help));
}

Html error_of(const Field& field) {
  return when(!field.error.empty(), el("p", {{"class", "field-error"}, {"id", field.name + "-error"}},
                                       icon("alert-circle"), el("span", {}, field.error)));
}

std::string_view class_of(const Field& field) { return field.error.empty() ? "field" : "field field-invalid"; }

Html labelled(Language language, const Field& field, const Html& control) {
  return el("div", {{"class", class_of(field)}},
            el("label", {{"class", "form-label"}, {"for", field.name}}, field.label, required_mark(language, field)),
            help_of(field), control, error_of(field));
}

bool names(Attributes attributes, std::string_view name) {
  return std::any_of(attributes.begin(), attributes.end(), [&](const Attribute& a) { return a.name == name; });
}

// What every control of a field carries, then what its caller adds; the caller's class is added to ours.
std::vector<Attribute> control_attributes(const Field& field, std::string_view control_class, Attributes more) {
  std::string name(control_class);
  std::vector<Attribute> all = {{"id", field.name}};
  // Of an attribute given twice browsers take the first: another name replaces this one.
  if (!names(more, "name")) all.emplace_back("name", field.name);
  for (const Attribute& attribute : more) {
    if (attribute.name == "class")
      name += " " + std::string(attribute.value());
    else
      all.push_back(attribute);
  }
  all.emplace_back("class", std::move(name));
  all.emplace_back("required", field.required);
  all.emplace_back("aria-describedby", described_by(field));
  all.emplace_back("aria-invalid", invalid(field));
  return all;
}

Html control(std::string_view tag, const std::vector<Attribute>& attributes, const Html& content = {}) {
  std::string html;
  append_start(html, tag, attributes);
  html += content.str();
  append_end(html, tag);
  return Html::trusted(std::move(html));
}

// Radio buttons or check boxes under one legend. The first one has the field's name as id, so that the error summary
// leads to it.
Html choice_group(Language language, const Field& field, std::string_view type, const std::vector<Choice>& choices,
                  const std::vector<std::string>& chosen) {
  Html items;
  for (std::size_t at = 0; at < choices.size(); ++at) {
    const Choice& choice = choices[at];
    const std::string id = at == 0 ? field.name : field.name + "-" + std::to_string(at + 1);
    const bool is_chosen = std::find(chosen.begin(), chosen.end(), choice.value) != chosen.end();
    items += el("div", {{"class", "form-check"}},
                el("input", {{"class", "form-check-input"},
                             {"type", type},
                             {"id", id},
                             {"name", field.name},
                             {"value", choice.value},
                             {"checked", is_chosen},
                             {"disabled", choice.disabled},
                             {"required", field.required && type == "radio"},
                             {"aria-invalid", invalid(field)}}),
                el("label", {{"class", "form-check-label"}, {"for", id}}, choice.label));
  }
  const Html legend = el("legend", {{"class", "form-label"}}, field.label, required_mark(language, field));
  return el("fieldset", {{"class", class_of(field)}, {"aria-describedby", described_by(field)}}, legend, help_of(field),
            el("div", {{"class", "choices"}}, items), error_of(field));
}

}  // namespace

std::string FieldErrors::of(std::string_view field) const {
  const auto found = std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.first == field; });
  return found == items.end() ? std::string() : found->second;
}

Html error_summary(Language language, const FieldErrors& errors) {
  if (errors.empty()) return {};
  const auto count = static_cast<std::int64_t>(errors.items.size());
  return el("div", {{"class", "error-summary"}, {"role", "alert"}, {"tabindex", "-1"}, {"data-focus", true}},
            icon("alert-circle"),
            el("div", {},
               el("p", {{"class", "error-summary-title"}},
                  trn(language, "{1} entry needs your attention; nothing you typed is lost.",
                      "{1} entries need your attention; nothing you typed is lost.", count)),
               el("ul", {}, each(errors.items, [](const auto& item) {
                    return el(
                        "li", {},
                        item.first.empty() ? Html(item.second) : el("a", {{"href", "#" + item.first}}, item.second));
                  }))));
}

Html text_field(Language language, const Field& field, Attributes input_attributes) {
  std::vector<Attribute> attributes = control_attributes(field, "form-control", input_attributes);
  if (!names(input_attributes, "type")) attributes.emplace_back("type", "text");
  if (!names(input_attributes, "value")) attributes.emplace_back("value", field.value);
  return labelled(language, field, control("input", attributes));
}

Html text_area(Language language, const Field& field, int rows, Attributes attributes) {
  std::vector<Attribute> all = control_attributes(field, "form-control", attributes);
  all.emplace_back("rows", rows);
  // A browser drops the first line break of a text area: one more keeps what was typed.
  return labelled(language, field, control("textarea", all, Html("\n") + Html(field.value)));
}

namespace {

Html options_of(const std::string& chosen, const std::vector<Choice>& choices) {
  Html all, grouped;
  for (std::size_t at = 0; at < choices.size(); ++at) {
    const Choice& choice = choices[at];
    const Html option =
        el("option", {{"value", choice.value}, {"selected", choice.value == chosen}, {"disabled", choice.disabled}},
           choice.label);
    if (choice.group.empty()) {
      all += option;
      continue;
    }
    grouped += option;
    const bool is_last = at + 1 == choices.size() || choices[at + 1].group != choice.group;
    if (is_last) all += el("optgroup", {{"label", choice.group}}, std::exchange(grouped, {}));
  }
  return all;
}

}  // namespace

Html select_field(Language language, const Field& field, const std::vector<Choice>& choices, Attributes attributes) {
  const Html options = options_of(field.value, choices);
  return labelled(language, field, control("select", control_attributes(field, "form-select", attributes), options));
}

Html radio_field(Language language, const Field& field, const std::vector<Choice>& choices) {
  return choice_group(language, field, "radio", choices, {field.value});
}

Html checkbox_field(Language language, const Field& field, const std::vector<Choice>& choices,
                    const std::vector<std::string>& chosen) {
  return choice_group(language, field, "checkbox", choices, chosen);
}

}  // namespace recours::ui
