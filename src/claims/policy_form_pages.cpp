// R-642 R-643 The form of one thing of the data of claims, what it would change, and saving it.
#include <algorithm>

#include "accounts/page_words.h"
#include "base/whole_number.h"
#include "claims/policies_pages.h"
#include "claims/policy_parts.h"
#include "claims/policy_preview_view.h"
#include "claims/procedure_view.h"
#include "contacts/contact_tabs_view.h"
#include "ui/hidden_field.h"

namespace recours::claims {

using namespace page_words;
using contacts::DataForm;

namespace {

bool has_preview(DataKind kind) { return decides(kind) || kind == DataKind::Procedures; }

// Where a form and its preview post to: what is new has no key in its address yet.
std::string action_of(const DataPlace& place) {
  return place.key.empty() ? path_of(place.kind) : path_of(place.kind, place.key);
}

// What stands in the fields before anybody types.
Draft beginning(const Visit& visit, const DataPlace& place, const DataSubject& subject) {
  Draft draft;
  if (!subject.versions.empty()) draft = subject.present(visit.today()).draft;
  if (place.kind == DataKind::Procedures) draft.set("manufacturer", place.key);
  if (subject.versions.empty()) {
    if (place.kind == DataKind::Articles) draft.set("non_returnable", "yes");
    if (place.kind == DataKind::Types || place.kind == DataKind::RefusalReasons) draft.set("active", "yes");
    if (place.kind == DataKind::Types) draft.set("clock_source", "type").set("uses_quantity", "yes");
  }
  if (is_dated(place.kind)) draft.set("valid_from", visit.today().plus_days(1).iso());
  return draft;
}

// The subject an address names; without versions for one that is to be added.
DataSubject subject_at(const Visit& visit, const DataPlace& place) {
  if (place.key.empty()) return {place.kind, "", 0, {}};
  return place.kind == DataKind::Procedures ? load_subject(visit.reader, place.kind, place.key)
                                            : require_subject(visit.reader, place.kind, place.key);
}

DataForm form_of(const Visit& visit, const DataPlace& place, const DataSubject& subject, Draft draft) {
  const Language l = visit.language();
  const PolicyWords words = words_for(visit);
  const bool is_new = place.key.empty();
  DataForm form;
  if (is_new) {
    form.title = tr(l, "Add");
  } else if (is_dated(place.kind)) {
    form.title = tr(l, "New version");
  } else {
    form.title = tr(l, "Edit");
  }
  if (!subject.versions.empty()) form.title += tr(l, ": ") + subject_name(words, subject);
  form.crumbs = policy_crumbs(l, place.kind);
  form.action = has_preview(place.kind) ? action_of(place) + "/preview" : action_of(place);
  form.cancel = action_of(place);
  form.submit = has_preview(place.kind) ? tr(l, "See what it changes") : tr(l, "Save");
  form.fields = form_fields(words, place.kind, draft, is_new);
  form.rows = {{"label_fr", "label_en"}, {"second_label_fr", "second_label_en"}, {"valid_from", "valid_to"}};
  form.draft = std::move(draft);
  form.carried = contacts::new_key() + (is_new ? Html() : contacts::version_field(subject.version));
  return form;
}

// As typed, with what the address says over it.
Draft read_typed(const Visit& visit, const DataPlace& place, const DataSubject& subject) {
  Draft typed = contacts::read_data(visit.request.form(), fields_of(place.kind));
  if (place.key.empty()) return typed;
  if (place.kind == DataKind::Procedures) return typed.set("manufacturer", place.key);
  for (const auto key : key_values_of(place.kind)) typed.set(key, subject.versions.front().draft.text(key));
  return typed;
}

http::Response form_again(Visit& visit, const DataPlace& place, const Refusal& refusal, const Draft& typed) {
  const auto subject = subject_at(visit, place);
  const Draft saved = subject.versions.empty() ? Draft() : subject.present(visit.today()).draft;
  return contacts::refused_form_page(visit, form_of(visit, place, subject, typed), refusal, saved);
}

// ---- the preview

Html carried_values(const DataPlace& place, const Draft& typed, const http::Fields& fields) {
  Html carried;
  for (const auto& field : fields_of(place.kind)) carried += ui::hidden(field.name, typed.text(field.name));
  for (const char* name : {"idempotency_key", "version"}) {
    if (const auto value = fields.find(name)) carried += ui::hidden(name, *value);
  }
  return carried;
}

PreviewCount counted_before(const http::Fields& fields) {
  const auto count = [&](std::string_view name) { return whole_number(fields.text(name)).value_or(0); };
  return {count("seen_claims"), count("seen_lines"), count("seen_changed")};
}

Html going_on(const Visit& visit, const DataPlace& place, const Html& carried, const Preview& seen,
              const PreviewCount& before) {
  if (!seen.next) return {};
  const auto text = [](std::int64_t count) { return std::to_string(count); };
  return ui::notice(ui::Tone::Info, tr(visit.language(), "There are older claims to look at.")) +
         ui::post_form(action_of(place) + "/preview", visit.frame.csrf,
                       carried + ui::hidden("cursor", *seen.next) +
                           ui::hidden("seen_claims", text(before.claims + seen.claims)) +
                           ui::hidden("seen_lines", text(before.lines + seen.lines)) +
                           ui::hidden("seen_changed", text(before.changed + seen.changed)) +
                           ui::button(ui::Weight::Secondary, tr(visit.language(), "Look at older claims")));
}

Html changes_card(const Visit& visit, const DataSubject& subject, const Proposal& proposal) {
  const Language l = visit.language();
  const PolicyWords words = words_for(visit);
  const auto& validity = proposal.placement.validity;
  const auto* former = subject.on(validity.from.plus_days(-1));
  Html body = el("p", {}, tr(l, "This version holds {1}.", contacts::validity_text(l, validity)));
  if (proposal.placement.ends) {
    body += el("p", {}, tr(l, "The version before ends on {1}.", *proposal.placement.ends->to));
  }
  std::vector<DataVersion> after = subject.versions;
  for (auto& version : after) {
    if (proposal.placement.ends && version.id == proposal.placement.ends->id)
      version.validity.to = proposal.placement.ends->to;
  }
  const auto at =
      std::find_if(after.begin(), after.end(), [&](const auto& one) { return one.validity.from > validity.from; });
  after.insert(at, {0, validity, proposal.draft});
  for (const auto& gap : gaps_after(after, visit.today())) {
    body += ui::notice(ui::Tone::Warning, gap.to ? tr(l, "From {1} to {2} no version is in force.", gap.from, *gap.to)
                                                 : tr(l, "From {1} on no version is in force.", gap.from));
  }
  ui::Table table;
  table.caption = tr(l, "What changes");
  table.columns = {{tr(l, "Field")}, {tr(l, "Before")}, {tr(l, "From then on")}};
  const Draft before = former ? former->draft : Draft();
  for (const auto name : contacts::differing_fields(fields_of(subject.kind), before, proposal.draft)) {
    if (subject.kind == DataKind::Procedures) break;
    table.rows.push_back({{value_label(l, subject.kind, name), value_text(words, subject.kind, name, before.text(name)),
                           value_text(words, subject.kind, name, proposal.draft.text(name))},
                          ""});
  }
  if (!table.rows.empty()) body += ui::table(table);
  return ui::card(tr(l, "What changes"), el("div", {{"class", "stack"}}, body));
}

Html saving_forms(const Visit& visit, const DataPlace& place, const Html& carried) {
  const Language l = visit.language();
  return el("div", {{"class", "form-footer"}},
            ui::post_form(action_of(place) + "/preview", visit.frame.csrf,
                          carried + ui::hidden("again", "yes") + ui::button(ui::Weight::Ghost, tr(l, "Change it"))),
            ui::post_form(action_of(place), visit.frame.csrf,
                          carried + ui::button(ui::Weight::Primary, tr(l, "Save this version"))));
}

http::Response preview_page(Visit& visit, const DataPlace& place, const Proposal& proposal, const Draft& typed) {
  const Language l = visit.language();
  const auto fields = visit.request.form();
  const auto subject = load_subject(visit.reader, place.kind, subject_of(place.kind, proposal.draft));
  const Html carried = carried_values(place, typed, fields);
  ui::Page page;
  page.title = tr(l, "Preview");
  page.lead = subject.versions.empty() ? "" : subject_name(words_for(visit), subject);
  page.crumbs = policy_crumbs(l, place.kind);
  page.content = changes_card(visit, subject, proposal);
  if (decides(place.kind)) {
    const auto before = counted_before(fields);
    const auto seen = preview(visit.reader, place.kind, proposal.draft, visit.today(), fields.text("cursor"));
    page.content += preview_view(visit, seen, before) + going_on(visit, place, carried, seen, before);
  } else {
    page.content += procedure_preview(l, proposal.draft);
  }
  page.content += saving_forms(visit, place, carried);
  return visit.page(page);
}

}  // namespace

http::Response show_form(Visit& visit, const DataPlace& place) {
  if (place.key.empty() && !can_be_added(place.kind)) throw NotFound("form");
  const auto subject = subject_at(visit, place);
  return contacts::data_form_page(visit, form_of(visit, place, subject, beginning(visit, place, subject)), 200);
}

http::Response show_preview(Visit& visit, const DataPlace& place) {
  if (!has_preview(place.kind)) throw NotFound("preview");
  const auto subject = subject_at(visit, place);
  const Draft typed = read_typed(visit, place, subject);
  if (visit.request.form().has("again")) {
    return contacts::data_form_page(visit, form_of(visit, place, subject, typed), 200);
  }
  const auto proposal = propose(visit.reader, place.kind, typed, visit.today());
  if (!proposal) return form_again(visit, place, proposal.error(), typed);
  return preview_page(visit, place, *proposal, typed);
}

namespace {
// None for what is new; who changes something says what it was when the form was opened.
std::optional<std::int64_t> version_typed(const http::Fields& fields, const DataPlace& place) {
  if (place.key.empty()) return std::nullopt;
  return contacts::version_in(fields);
}
}  // namespace

http::Response post_version(Visit& visit, const DataPlace& place) {
  const auto subject = subject_at(visit, place);
  const Draft typed = read_typed(visit, place, subject);
  const auto key =
      accounts::idempotency_key(visit.viewer.id, "claim data " + std::string(name_of(place.kind)), visit.request);
  const DataAct act{
      visit.database, visit.viewer, visit.now, place.kind, version_typed(visit.request.form(), place), key};
  const auto saved = save_claim_data(act, typed);
  if (!saved) return form_again(visit, place, saved.error(), typed);
  return http::Response::redirect(path_of(place.kind, saved->key) + "?done=" + (place.key.empty() ? "added" : "saved"));
}

void register_policy_form_pages(accounts::Site& site) {
  const auto adding = [](const Visit& visit) { return DataPlace{kind_in_path(visit), ""}; };
  const auto page = [&](Method method, std::string_view pattern, auto handler, auto place) {
    site.page(method, pattern, Right::ManagePolicies, [=](Visit& visit) { return handler(visit, place(visit)); });
  };
  page(Method::Get, "/policies/{kind}/new", show_form, adding);
  page(Method::Post, "/policies/{kind}", post_version, adding);
  page(Method::Post, "/policies/{kind}/preview", show_preview, adding);
  page(Method::Get, "/policies/{kind}/{key}/edit", show_form, place_of);
  page(Method::Post, "/policies/{kind}/{key}", post_version, place_of);
  page(Method::Post, "/policies/{kind}/{key}/preview", show_preview, place_of);
}

}  // namespace recours::claims
