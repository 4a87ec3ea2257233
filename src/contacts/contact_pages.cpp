// One contact: its fiche with tabs, and the forms that create and edit it.
#include "base/text.h"
#include "contacts/contact_actions.h"
#include "contacts/contact_form.h"
#include "contacts/contact_store.h"
#include "contacts/contact_tabs_view.h"
#include "contacts/contacts_pages.h"
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

bool chooses_adviser(const Visit& visit) { return accounts::contact_scope(visit.viewer) == 0; }

ContactForm form_of(Visit& visit, Draft draft) {
  ContactForm form;
  form.draft = std::move(draft);
  form.chooses_adviser = chooses_adviser(visit);
  form.advisers = list_advisers(visit.reader, visit.today());
  return form;
}

// ---- creating

Html similar_notice(Language l, const std::vector<Contact>& similar) {
  return ui::notice(
      ui::Tone::Warning,
      el("p", {}, tr(l, "A similar contact exists. Open it, or confirm below that this is somebody else.")) +
          el("ul", {}, ui::each(similar, [](const Contact& contact) {
               return el("li", {}, el("a", {{"href", path_of(contact.id)}}, display_name(contact)), " ",
                         el("span", {{"class", "muted"}}, join(std::vector{contact.postcode, contact.city}, " ")));
             })));
}

struct Creation {
  ContactForm form;
  std::string key;  // idempotency
  std::vector<Contact> similar;
};

http::Response creation_page(Visit& visit, Creation creation, int status) {
  const Language l = visit.language();
  ContactForm& form = creation.form;
  form.action = "/contacts";
  form.cancel = "/contacts";
  form.carried = ui::hidden("idempotency_key", creation.key);
  form.submit = tr(l, "Add the contact");
  ui::Page page;
  page.title = tr(l, "Add a contact");
  page.crumbs = {{tr(l, "Contacts"), "/contacts"}};
  page.content = ui::error_summary(l, form.errors);
  if (!creation.similar.empty()) {
    page.content += similar_notice(l, creation.similar);
    form.carried += ui::hidden("similar_seen", "yes");
    form.submit = tr(l, "Add all the same");
  }
  page.content += contact_form(l, visit.frame.csrf, form);
  return visit.page(page, status);
}

http::Response show_creation(Visit& visit) {
  Draft blank;
  blank.set("kind", "person").set("country", "FR");
  if (chooses_adviser(visit)) blank.set("adviser", "");
  return creation_page(visit, {form_of(visit, blank), random_key(), {}}, 200);
}

// R-460 The same e-mail, or the same name and postcode: said before it is saved, never forbidden.
std::vector<Contact> similar_to(Visit& visit, const Draft& draft) {
  const auto admitted = admit_contact(draft, adviser_choice(visit.reader, visit.viewer, visit.today()));
  return admitted ? list_similar(visit.reader, visit.viewer, *admitted) : std::vector<Contact>();
}

http::Response create_from_form(Visit& visit) {
  const auto fields = visit.request.form();
  const Draft draft = read_draft(fields, contact_fields());
  std::string key(fields.text("idempotency_key"));
  if (!fields.has("similar_seen")) {
    auto similar = similar_to(visit, draft);
    if (!similar.empty()) return creation_page(visit, {form_of(visit, draft), std::move(key), std::move(similar)}, 422);
  }
  const auto idempotency = accounts::idempotency_key(visit.viewer.id, "contacts page", visit.request);
  const auto created = create_contact(visit.database, visit.viewer, draft, visit.now, idempotency);
  if (created) return http::Response::redirect(path_of(ContactId{created->id}) + "?done=created");
  ContactForm form = form_of(visit, draft);
  form.errors = errors_of(visit.language(), created.error());
  return creation_page(visit, {std::move(form), random_key(), {}}, 422);
}

// ---- editing

http::Response edit_page(Visit& visit, const Contact& contact, ContactForm form, const Html& above, int status) {
  const Language l = visit.language();
  form.action = path_of(contact.id);
  form.cancel = path_of(contact.id);
  form.carried = ui::hidden("version", std::to_string(contact.version));
  form.submit = tr(l, "Save");
  ui::Page page;
  page.title = tr(l, "Edit {1}", display_name(contact));
  page.crumbs = {{tr(l, "Contacts"), "/contacts"}, {display_name(contact), path_of(contact.id)}};
  page.content = ui::error_summary(l, form.errors) + above + contact_form(l, visit.frame.csrf, form);
  return visit.page(page, status);
}

http::Response show_edit(Visit& visit) {
  const Contact contact = require_contact(visit.reader, visit.viewer, visit.request.path_id<ContactId>("id"));
  return edit_page(visit, contact, form_of(visit, draft_of(contact)), {}, 200);
}

http::Response save_from_form(Visit& visit) {
  const auto id = visit.request.path_id<ContactId>("id");
  const Contact contact = require_contact(visit.reader, visit.viewer, id);
  const auto fields = visit.request.form();
  ContactForm form = form_of(visit, read_draft(fields, contact_fields()));
  if (!form.chooses_adviser) form.draft.set("adviser", id_text(contact.adviser));
  const auto refusal = change_contact(visit.database, visit.viewer, id, form.draft, version_in(fields), visit.now);
  if (!refusal) return http::Response::redirect(path_of(id) + "?done=saved");
  const Language l = visit.language();
  form.errors = field_errors(l, *refusal);
  if (refusal->code != "stale_version") return edit_page(visit, contact, std::move(form), {}, 422);
  const Contact now = require_contact(visit.reader, visit.viewer, id);
  const Html above = ui::notice(ui::Tone::Warning, ui::tr_message(l, refusal->message)) +
                     stale_comparison(l, contact_fields(), draft_of(now), form.draft, form.advisers);
  return edit_page(visit, now, std::move(form), above, 409);
}

// ---- the fiche

using Items = std::vector<std::pair<std::string, Html>>;

void add_if(Items& items, std::string label, const std::string& value) {
  if (!value.empty()) items.emplace_back(std::move(label), value);
}

Html address_of(Language l, const Contact& contact) {
  Html lines;
  const std::string town = std::string(trim(contact.postcode + " " + contact.city));
  for (const auto& line : {contact.street, town}) {
    if (!line.empty()) lines += Html(line) + el("br", {});
  }
  return lines + Html(country_name(l, contact.country));
}

Html identity(Language l, const Contact& contact) {
  Items items;
  if (contact.kind == ContactKind::Company) {
    items.emplace_back(field_label(l, "company"), contact.company);
    add_if(items, tr(l, "Person to ask for"), std::string(trim(contact.first_name + " " + contact.name)));
  } else {
    items.emplace_back(field_label(l, "name"), contact.name);
    add_if(items, field_label(l, "first_name"), contact.first_name);
    add_if(items, field_label(l, "company"), contact.company);
  }
  if (!contact.email.empty()) items.emplace_back(field_label(l, "email"), email_link(contact.email));
  if (!contact.phone.empty()) items.emplace_back(field_label(l, "phone"), phone_link(contact.phone));
  items.emplace_back(tr(l, "Address"), address_of(l, contact));
  if (!contact.ref.empty()) items.emplace_back(field_label(l, "ref"), ui::copyable(l, contact.ref));
  return el("div", {{"class", "facts-wide"}}, ui::facts(items));
}

Html notes_card(Language l, const Contact& contact) {
  if (contact.notes.empty()) return {};
  return ui::card(field_label(l, "notes"), ui::each(split(contact.notes, '\n'), [](const std::string& line) {
                    return el("div", {}, line.empty() ? Html("\u00a0") : Html(line));
                  }));
}

Html adviser_card(Language l, const Contact& contact) {
  if (!contact.adviser) return ui::card(field_label(l, "adviser"), el("p", {{"class", "muted"}}, tr(l, "Nobody yet")));
  return ui::card(field_label(l, "adviser"),
                  el("p", {}, el("strong", {}, contact.adviser_name), el("br", {}), email_link(contact.adviser_email)));
}

Html record_card(Visit& visit, const Contact& contact) {
  const Language l = visit.language();
  return ui::card(tr(l, "Record"), ui::facts({{tr(l, "Entered"), ui::format_instant(l, contact.created_at)},
                                              {tr(l, "Last change"), ui::format_instant(l, contact.updated_at)}}));
}

Html fiche(Visit& visit, const Contact& contact) {
  const Language l = visit.language();
  return el(
      "div", {{"class", "case"}},
      el("div", {{"class", "case-main"}}, ui::card(tr(l, "Details"), identity(l, contact)), notes_card(l, contact)),
      el("aside", {{"class", "case-aside"}}, adviser_card(l, contact), record_card(visit, contact)));
}

}  // namespace

Tab fiche_tab() { return {msg("Fiche"), "", {}, fiche}; }

void register_contact_pages(accounts::Site& site, const Tabs& more) {
  site.page(Method::Get, "/contacts/new", Right::EditContacts, show_creation);
  site.page(Method::Post, "/contacts", Right::EditContacts, create_from_form);
  site.page(Method::Get, "/contacts/{id}/edit", Right::EditContacts, show_edit);
  site.page(Method::Post, "/contacts/{id}", Right::EditContacts, save_from_form);
  register_tabs(site, more);
}

}  // namespace recours::contacts
