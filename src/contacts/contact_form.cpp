#include "contacts/contact_form.h"

#include <algorithm>

namespace recours::contacts {

using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;

namespace {

Html group(std::string legend, const Html& fields) {
  return el("fieldset", {{"class", "form-group"}}, el("legend", {}, legend), fields);
}

template <class... Fields>
Html row(Fields&&... fields) {
  return el("div", {{"class", "form-row"}}, fields...);
}

Html who(Language l, const ContactForm& form) {
  const ui::Field kind{"kind", field_label(l, "kind"), std::string(form.draft.text("kind")),
                       "",     form.errors.of("kind"), true};
  return group(
      tr(l, "Person or company"),
      ui::radio_field(
          l, kind, {{"person", kind_label(l, ContactKind::Person)}, {"company", kind_label(l, ContactKind::Company)}}) +
          row(draft_field(l, "name", form.draft, form.errors, {{"autocomplete", "off"}}),
              draft_field(l, "first_name", form.draft, form.errors, {{"autocomplete", "off"}})) +
          draft_field(l, "company", form.draft, form.errors, {{"autocomplete", "off"}},
                      tr(l, "Needed for a company; the names above are then the person to ask for.")));
}

Html reached(Language l, const ContactForm& form) {
  const ui::Field country{"country", field_label(l, "country"), std::string(form.draft.text("country")),
                          "",        form.errors.of("country"), false};
  return group(tr(l, "How to reach them"),
               row(draft_field(l, "email", form.draft, form.errors, {{"type", "email"}, {"autocomplete", "off"}}),
                   draft_field(l, "phone", form.draft, form.errors, {{"type", "tel"}, {"autocomplete", "off"}})) +
                   draft_field(l, "street", form.draft, form.errors, {{"autocomplete", "off"}}) +
                   row(draft_field(l, "postcode", form.draft, form.errors, {{"autocomplete", "off"}}),
                       draft_field(l, "city", form.draft, form.errors, {{"autocomplete", "off"}})) +
                   ui::select_field(l, country, country_choices(l)));
}

Html adviser(Language l, const ContactForm& form) {
  if (!form.chooses_adviser) return {};
  std::vector<ui::Choice> choices{{"", tr(l, "Nobody yet")}};
  for (auto& choice : adviser_choices(form.advisers)) choices.push_back(std::move(choice));
  const std::string chosen(form.draft.text("adviser"));
  const bool listed =
      std::any_of(choices.begin(), choices.end(), [&](const auto& choice) { return choice.value == chosen; });
  if (!listed) choices.push_back({chosen, tr(l, "As before")});
  return ui::select_field(l, {"adviser", field_label(l, "adviser"), chosen, "", form.errors.of("adviser"), false},
                          choices);
}

Html followed(Language l, const ContactForm& form) {
  const ui::Field notes{"notes",
                        field_label(l, "notes"),
                        std::string(form.draft.text("notes")),
                        tr(l, "Only what the firm needs to know: the person may ask to read it."),
                        form.errors.of("notes"),
                        false};
  return group(tr(l, "Follow-up"),
               adviser(l, form) +
                   draft_field(l, "ref", form.draft, form.errors, {{"autocomplete", "off"}},
                               tr(l, "The number of this contact in your own records; imports recognise it.")) +
                   ui::text_area(l, notes, 4));
}

}  // namespace

Html contact_form(Language l, const std::string& csrf, const ContactForm& form) {
  return ui::post_form(
      form.action, csrf,
      form.carried + who(l, form) + reached(l, form) + followed(l, form) +
          el("div", {{"class", "form-footer"}}, ui::link_button(ui::Weight::Ghost, tr(l, "Cancel"), form.cancel),
             ui::button(ui::Weight::Primary, form.submit)),
      {{"class", "form"}});
}

}  // namespace recours::contacts
