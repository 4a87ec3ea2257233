// Editing what a registered complaint says. Dates ask why they change; who was slower sees field by field what was
// saved meanwhile beside what was typed, and saves again on purpose.
#include <algorithm>

#include "base/text.h"
#include "complaints/command_page.h"
#include "complaints/command_pages.h"
#include "complaints/complaint_fields.h"
#include "complaints/complaint_form.h"
#include "complaints/complaint_parts.h"
#include "complaints/firm_people_store.h"
#include "complaints/list_store.h"
#include "complaints/registration_actions.h"
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

namespace {

struct Edited {
  ComplaintForm form;
  std::string change_reason;
};

Edited form_of(TypedComplaint typed) {
  Edited edited;
  edited.form.typed = std::move(typed);
  edited.form.grievances = ComplaintForm::Grievances::Elsewhere;
  return edited;
}

Html client_of(const Visit& visit, const Complaint& complaint) {
  return complaint.contact ? fixed_client(visit.language(), *complaint.contact, complaint.complainant) : Html();
}

http::Response edit_page(Visit& visit, const Complaint& complaint, Edited edited, const Html& above, int status) {
  const Language l = visit.language();
  edited.form.client = client_of(visit, complaint);
  if (complaint.contact) edited.form.complainant = ComplaintForm::Complainant::Client;
  const auto path = path_of(complaint.number);
  const ui::Field reason{
      "change_reason",
      tr(l, "Why the dates change"),
      edited.change_reason,
      tr(l, "Only when a date that counts for the delays changes. The old dates stay in the history."),
      edited.form.errors.of("change_reason"),
      false};
  ui::Page page;
  page.title = tr(l, "Edit {1}", complaint.number);
  page.crumbs = crumbs_of(l, complaint);
  page.content =
      ui::error_summary(l, edited.form.errors) + above +
      ui::post_form(path + "/edit", visit.frame.csrf,
                    ui::hidden("version", std::to_string(complaint.version)) + complaint_fields(visit, edited.form) +
                        ui::text_area(l, reason, 2) +
                        el("div", {{"class", "form-footer"}}, ui::link_button(ui::Weight::Ghost, tr(l, "Cancel"), path),
                           ui::button(ui::Weight::Primary, tr(l, "Confirm the changes"))),
                    {{"class", "form"}, {"novalidate", true}, {"data-guard", true}});
  return visit.page(page, status);
}

http::Response show(Visit& visit) {
  const auto complaint = complaint_of(visit);
  if (!find_transition(complaint.state, Command::Edit)) return not_now_page(visit, complaint);
  return edit_page(visit, complaint, form_of({registration_of(complaint), {}, {}}), {}, 200);
}

// ---- what differs

using Stated = std::vector<std::pair<std::string, std::string>>;

std::string name_of_person(const Visit& visit, const std::optional<UserId>& id) {
  if (!id) return {};
  for (const auto& person : list_people_with(visit.reader, Right::SeeComplaints, visit.today(), id)) {
    if (person.id == *id) return person.name;
  }
  return {};
}

std::string links_in_words(const Visit& visit, const Registration& said) {
  std::vector<std::string> words;
  for (const auto& known : linkable_of(visit, said)) {
    const bool is_chosen = std::any_of(said.links.begin(), said.links.end(), [&](const Link& link) {
      return link.kind == known.kind && link.id == known.id;
    });
    if (is_chosen) words.push_back(known.label);
  }
  return join(words, ", ");
}

void state_complainant(const Registration& said, Stated& stated) {
  if (said.contact) return;
  const auto& who = said.complainant;
  stated.insert(stated.end(), {{"complainant.name", who.name},
                               {"complainant.first_name", who.first_name},
                               {"complainant.company", who.company},
                               {"complainant.email", who.email},
                               {"complainant.phone", who.phone},
                               {"complainant.street", who.street},
                               {"complainant.postcode", who.postcode},
                               {"complainant.city", who.city},
                               {"complainant.country", who.country}});
}

// Each field as people read it, always in the same order.
Stated stated(const Visit& visit, const Registration& said) {
  const Language l = visit.language();
  const auto day = [&](const std::optional<Date>& date) { return date ? ui::format_date(l, *date) : std::string(); };
  const auto code = [&](std::span<const Code> codes, const std::string& chosen) {
    return chosen.empty() ? std::string() : label_of(l, codes, chosen);
  };
  const auto item = [&](const char* list, const std::string& chosen) {
    return chosen.empty() ? std::string() : item_label(visit.reader, l, list, chosen);
  };
  Stated all{{"capacity", code(capacities(), said.capacity)},
             {"channel", code(channels(), said.channel)},
             {"medium", code(media(), said.medium)},
             {"sent_on", day(said.sent_on)},
             {"proof_of_sending", code(proofs(), said.proof_of_sending)},
             {"received_on", day(said.received_on)},
             {"received_by", name_of_person(visit, said.received_by)},
             {"invited_to_write_on", day(said.invited_to_write_on)},
             {"subject", code(subjects(), said.subject)},
             {"linked", links_in_words(visit, said)},
             {"activity", code(activities(), said.activity)},
             {"product", item("product", said.product)},
             {"reason", item("reason", said.reason)},
             {"sub_reason", item("sub_reason", said.sub_reason)},
             {"title", said.title},
             {"details", said.details},
             {"expected_outcome", said.expected_outcome},
             {"complexity", code(complexities(), said.complexity)},
             {"handler", name_of_person(visit, said.handler)},
             {"persons", said.persons},
             {"third_parties", said.third_parties}};
  state_complainant(said, all);
  return all;
}

// R-783 Both versions side by side: what was saved meanwhile and what was typed.
Html comparison(const Visit& visit, const Registration& saved, const Registration& typed) {
  const Language l = visit.language();
  const auto before = stated(visit, saved);
  const auto after = stated(visit, typed);
  ui::Table table;
  table.caption = tr(l, "What differs");
  table.columns = {{tr(l, "Field")}, {tr(l, "Saved in the meantime")}, {tr(l, "What you typed")}};
  const auto shown = [](const std::string& text) { return text.empty() ? Html("–") : as_typed(text); };
  for (std::size_t at = 0; at < std::min(before.size(), after.size()); ++at) {
    if (before[at].second == after[at].second) continue;
    table.rows.push_back({{field_label(l, before[at].first), shown(before[at].second), shown(after[at].second)}, ""});
  }
  if (table.rows.empty()) return {};
  return ui::card(tr(l, "What differs"), ui::table(table));
}

// ---- saving

http::Response lost_race(Visit& visit, Edited edited) {
  const auto now = complaint_of(visit);
  if (!find_transition(now.state, Command::Edit)) return not_now_page(visit, now);
  const Html above = ui::notice(ui::Tone::Warning, changed_meanwhile(visit, now).text) +
                     comparison(visit, registration_of(now), edited.form.typed.said);
  return edit_page(visit, now, std::move(edited), above, 409);
}

// The client of a registered complaint stays; what it is linked to keeps its label where it is the client's no more.
TypedComplaint read(const http::Fields& fields, const Complaint& complaint) {
  auto typed = read_complaint(fields);
  typed.said.contact = complaint.contact;
  for (auto& link : typed.said.links) {
    for (const auto& known : complaint.links) {
      if (known.kind == link.kind && known.id == link.id) link.label = known.label;
    }
  }
  return typed;
}

http::Response save(Visit& visit) {
  const Language l = visit.language();
  const auto complaint = complaint_of(visit);
  if (!find_transition(complaint.state, Command::Edit)) return not_now_page(visit, complaint);
  const auto fields = visit.request.form();
  auto edited = form_of(read(fields, complaint));
  edited.change_reason = text_in(fields, "change_reason");
  const auto& typed = edited.form.typed;
  if (!typed.refusals.empty()) {
    edited.form.errors = errors_of(l, {"incomplete", {}, typed.refusals});
    return edit_page(visit, complaint, std::move(edited), {}, 422);
  }
  const auto version = id_in(fields, "version").value_or(0);
  const auto changed = change_complaint(visit.database, visit.viewer, complaint.number, typed.said,
                                        edited.change_reason, version, visit.now);
  if (changed) return done_page(complaint, "edited");
  if (changed.error().kind == Refusal::Kind::Conflict) return lost_race(visit, std::move(edited));
  edited.form.errors = errors_of(l, changed.error());
  return edit_page(visit, complaint, std::move(edited), {}, 422);
}

}  // namespace

void register_edit_pages(accounts::Site& site) {
  site.page(Method::Get, "/complaints/{number}/edit", right_of(Command::Edit), show);
  site.page(Method::Post, "/complaints/{number}/edit", right_of(Command::Edit), save);
}

}  // namespace recours::complaints
