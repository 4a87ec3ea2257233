// The register as a list: searched, filtered, sorted, counted; and the same for one contact, as a tab of the fiche.
#include "base/text.h"
#include "complaints/complaint_list_view.h"
#include "complaints/complaint_parts.h"
#include "complaints/complaint_request_form.h"
#include "complaints/complaint_store.h"
#include "complaints/complaints_pages.h"
#include "complaints/list_menus_view.h"
#include "contacts/contact_parts.h"
#include "contacts/contact_store.h"

namespace recours::complaints {

using accounts::Right;
using accounts::Visit;
using http::Method;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;
using ui::trn;

namespace {

constexpr int kComplaintsPerPage = 50;

std::string title_count(Language l, const Counted& count) {
  return count.more ? tr(l, "1,000+ complaints") : trn(l, "{1} complaint", "{1} complaints", count.count);
}

// ---- what stands beside the title

Html add_button(const Visit& visit) {
  if (!visit.viewer.can(Right::RecordComplaint)) return {};
  return ui::link_button(ui::Weight::Primary, ui::icon("plus") + Html(tr(visit.language(), "Add a complaint")),
                         "/complaints/new", {{"data-primary", true}});
}

Html recording_buttons(const Visit& visit) {
  if (!visit.viewer.can(Right::RecordComplaint)) return {};
  const Language l = visit.language();
  const auto drafts = count_drafts(visit.reader, visit.viewer);
  Html buttons;
  if (drafts > 0) {
    buttons += ui::link_button(ui::Weight::Ghost, tr(l, "Drafts ({1})", drafts), "/complaints/drafts");
  }
  return buttons + ui::link_button(ui::Weight::Secondary, tr(l, "Import an e-mail"), "/complaints/from-mail") +
         add_button(visit);
}

// ---- nothing to show: the first thing to do

Html nothing_listed(const Visit& visit, const FilterForm& form) {
  const Language l = visit.language();
  if (!form.is_blank()) {
    return ui::empty_state("search-off", tr(l, "No complaint matches"),
                           tr(l, "Try fewer words or another period: accents and capitals do not matter."),
                           ui::link_button(ui::Weight::Secondary, tr(l, "Show all complaints"), kListPath));
  }
  const Html text = visit.viewer.can(Right::RecordComplaint)
                        ? tr(l, "Record the first one: its legal dates are computed and explained at once.")
                        : tr(l, "Complaints appear here as soon as somebody has recorded them.");
  const Html import = visit.viewer.can(Right::ImportComplaints)
                          ? ui::link_button(ui::Weight::Secondary, ui::icon("upload") + tr(l, "Take over an old register"),
                                            "/complaints/import")
                          : Html();
  return ui::empty_state("clipboard-list", tr(l, "No complaint yet"), text, add_button(visit) + import);
}

// ---- the list

ui::Page list_page(const Visit& visit) {
  ui::Page page;
  page.title = tr(visit.language(), "Complaints");
  page.actions = recording_buttons(visit);
  if (visit.request.query.text("done") == "view-saved") {
    page.notices = {{ui::Notice::Kind::Success, tr(visit.language(), "The view was saved. You find it under Views.")}};
  }
  return page;
}

http::Response refused_filter(const Visit& visit, const FilterForm& form, const Refusal& refusal) {
  const Language l = visit.language();
  const auto errors = errors_of(l, refusal);
  ui::Page page = list_page(visit);
  page.content = ui::error_summary(l, errors) + filter_fields(visit, form, errors);
  return visit.page(page, 422);
}

Html toolbar(const Visit& visit, const FilterForm& form, const std::optional<DueCounts>& dues) {
  return el("div", {{"class", "toolbar"}}, filter_chips(visit.language(), form, dues),
            el("div", {{"class", "toolbar-end"}}, view_menu(visit, form), export_menu(visit, form)));
}

//
http::Response show_list(Visit& visit) {
  const Language l = visit.language();
  const FilterForm form(visit.request.query);
  const auto filter = read_filter(form.fields(), visit.viewer);
  if (!filter) return refused_filter(visit, form, filter.error());
  const ui::Trail trail(visit.request.query);
  const auto found =
      list_complaints(visit.reader, visit.viewer, *filter, visit.today(), trail.page(kComplaintsPerPage));
  const auto dues =
      form.is_plain() ? std::optional(count_dues(visit.reader, visit.viewer, visit.today())) : std::nullopt;
  ui::Page page = list_page(visit);
  page.lead = title_count(l, count_complaints(visit.reader, visit.viewer, *filter, visit.today()));
  page.content = toolbar(visit, form, dues) + filter_fields(visit, form, {});
  page.content += found.items.empty() ? nothing_listed(visit, form)
                                      : complaint_table(visit, found.items, {ListLook::Client::Shown, &form});
  page.content +=
      contacts::page_links(l, trail.back(kListPath, form.query()), trail.on(kListPath, form.query(), found.next));
  return visit.page(page);
}

// ---- the tab of a contact

ComplaintFilter of_contact(const contacts::Contact& contact) {
  ComplaintFilter filter;
  filter.contact = contact.id.value;
  return filter;
}

std::optional<std::int64_t> count_of_contact(Visit& visit, const contacts::Contact& contact) {
  if (!visit.viewer.can(Right::SeeComplaints)) return std::nullopt;
  const auto count = count_complaints(visit.reader, visit.viewer, of_contact(contact), visit.today());
  return count.more ? count.count + 1 : count.count;
}

Html add_for_contact(const Visit& visit, const contacts::Contact& contact, ui::Weight weight) {
  if (!visit.viewer.can(Right::RecordComplaint)) return {};
  return ui::link_button(weight, ui::icon("plus") + Html(tr(visit.language(), "Add a complaint")),
                         "/complaints/new?contact=" + std::to_string(contact.id.value), {{"data-primary", true}});
}

//
Html complaints_of_contact(Visit& visit, const contacts::Contact& contact) {
  const Language l = visit.language();
  if (!visit.viewer.can(Right::SeeComplaints)) throw Forbidden();
  const ui::Trail trail(visit.request.query);
  const auto found =
      list_complaints(visit.reader, visit.viewer, of_contact(contact), visit.today(), trail.page(kComplaintsPerPage));
  if (found.items.empty()) {
    return ui::empty_state("clipboard-list", tr(l, "No complaint of this contact"),
                           tr(l, "What this person complains about is recorded here, with its legal dates."),
                           add_for_contact(visit, contact, ui::Weight::Primary));
  }
  const std::string path = contacts::path_of(contact.id) + "/complaints";
  return el("div", {{"class", "cluster"}}, add_for_contact(visit, contact, ui::Weight::Primary)) +
         complaint_table(visit, found.items, {ListLook::Client::Hidden, nullptr}) +
         contacts::page_links(l, trail.back(path, {}), trail.on(path, {}, found.next));
}

// ---- the search box of the top bar

constexpr int kHitsShown = 10;

Html hit(Language l, const ListedComplaint& complaint) {
  return el("li", {}, el("a", {{"href", path_of(complaint.number)}}, complaint.title),
            el("span", {{"class", "muted num"}}, complaint.number),
            state_badge(l, state_named(complaint.state).value_or(State::New)),
            el("span", {{"class", "muted"}}, complaint.complainant_name));
}

//
accounts::SearchHits search(Visit& visit, const std::string& words) {
  const Language l = visit.language();
  ComplaintFilter filter;
  filter.text = words;
  const auto found = list_complaints(visit.reader, visit.viewer, filter, visit.today(), {"", kHitsShown});
  accounts::SearchHits hits;
  if (found.items.empty()) return hits;
  for (const auto& complaint : found.items) {
    if (number_key(complaint.number) == number_key(words)) hits.exact = path_of(complaint.number);
  }
  if (found.items.size() == 1) hits.only = path_of(found.items.front().number);
  const Html all = el("a", {{"href", ui::address(kListPath, {{"q", words}})}}, tr(l, "Filter these complaints"));
  hits.cards =
      ui::card(tr(l, "Complaints"),
               el("ul", {}, ui::each(found.items, [&](const auto& complaint) { return hit(l, complaint); })), all);
  return hits;
}

}  // namespace

void register_complaint_list_pages(accounts::Site& site) {
  site.page(Method::Get, kListPath, Right::SeeComplaints, show_list);
  site.search({Right::SeeComplaints,
               msg("A complaint is found by its number, words of its title or details, or the client."), search});
  accounts::register_saved_view_pages(site, viewed_list());
  register_complaint_export_pages(site);
}

contacts::Tab complaints_tab() { return {msg("Complaints"), "complaints", count_of_contact, complaints_of_contact}; }

}  // namespace recours::complaints
