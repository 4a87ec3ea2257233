#include "complaints/command_page.h"

#include <memory>

#include "base/text.h"
#include "base/whole_number.h"
#include "complaints/case_history_view.h"
#include "complaints/case_page.h"
#include "complaints/complaint_parts.h"
#include "complaints/complaint_store.h"
#include "contacts/contact_parts.h"
#include "ui/hidden_field.h"

namespace recours::complaints {

using accounts::Visit;
using http::Method;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;

ui::Field Typed::field(const char* name, std::string label, std::string help) const {
  return {name, std::move(label), text(name), std::move(help), errors.of(name), false};
}

ui::Field Typed::required(const char* name, std::string label, std::string help) const {
  auto one = field(name, std::move(label), std::move(help));
  one.required = true;
  return one;
}

// ---- reading

std::optional<Date> day_in(const http::Fields& fields, const char* name, std::vector<FieldRefusal>& refusals) {
  const auto text = trim(fields.text(name));
  if (text.empty()) return std::nullopt;
  const auto day = Date::parse(text);
  if (!day) refusals.push_back({name, "not_a_date", msg("Enter a date such as 31/01/2026.")});
  return day;
}

std::optional<std::int64_t> id_in(const http::Fields& fields, std::string_view name) {
  const auto id = whole_number(trim(fields.text(name)));
  return id && *id > 0 ? id : std::nullopt;
}

std::string text_in(const http::Fields& fields, std::string_view name) {
  std::string text(trim(fields.text(name)));
  std::erase(text, '\r');
  return text;
}

// ---- fields

Html day_field(Language l, const Typed& typed, const char* name, std::string label, std::string help) {
  auto field = typed.field(name, std::move(label), std::move(help));
  const auto day = Date::parse(field.value);
  if (day) field.value = day->iso();
  const bool is_readable = day || field.value.empty();
  return ui::text_field(l, field, {{"type", is_readable ? "date" : "text"}});
}

Html reason_field(Language l, const Typed& typed, const char* name) {
  return ui::text_area(l, typed.required(name, tr(l, "Reason in a few words"), tr(l, "Kept in the history.")), 3);
}

// ---- the page

namespace {

// The address this page was asked under, with the number as the register writes it.
std::string path_within(const Visit& visit, const Complaint& complaint) {
  const auto& path = visit.request.path;
  const auto number = path.find('/', 1);
  const auto rest = number == path.npos ? path.npos : path.find('/', number + 1);
  return path_of(complaint.number) + (rest == path.npos ? std::string() : path.substr(rest));
}

Html footer(const Visit& visit, const Complaint& complaint, const CommandForm& form) {
  const Language l = visit.language();
  return el("div", {{"class", "form-footer"}},
            ui::link_button(ui::Weight::Ghost, tr(l, "Back"), path_of(complaint.number)), form.more,
            ui::button(form.weight, form.submit));
}

Html about(Language l, const Complaint& complaint) {
  return el("p", {{"class", "command-about"}}, complaint.title, " – ", complaint.complainant.display_name(), " ",
            state_badge(l, complaint.state));
}

}  // namespace

http::Response command_form_page(Visit& visit, const Complaint& complaint, const CommandForm& form, const Typed& typed,
                                 int status, std::vector<ui::Notice> notices) {
  const Language l = visit.language();
  ui::Page page;
  page.title = form.title;
  page.crumbs = crumbs_of(l, complaint);
  page.notices = std::move(notices);
  const Html carried =
      ui::hidden("version", std::to_string(complaint.version)) + ui::hidden("idempotency_key", contacts::random_key());
  page.content = ui::error_summary(l, typed.errors) + about(l, complaint) + form.intro +
                 ui::post_form(path_within(visit, complaint), visit.frame.csrf,
                               carried + form.fields + footer(visit, complaint, form),
                               {{"class", "form"}, {"novalidate", true}, {"data-guard", true}}) +
                 form.below;
  return visit.page(page, status);
}

//
ui::Notice changed_meanwhile(const Visit& visit, const Complaint& complaint) {
  const Language l = visit.language();
  const auto file = load_case(visit.reader, complaint);
  Html text(
      tr(l,
         "Somebody was faster: this complaint has changed since you opened this page. Nothing was saved, and what "
         "you typed is still here."));
  if (!file.events.empty()) {
    const auto& last = file.events.front();
    text +=
        el("p", {},
           tr(l, "Last change: {1}, by {2}, {3}.", title_of(l, last), last.actor_name, ui::format_instant(l, last.at)));
  }
  text += el("p", {}, el("a", {{"href", path_of(complaint.number) + "#history"}}, tr(l, "See the history")), " – ",
             tr(l, "then send again if it is still right."));
  return {ui::Notice::Kind::Warning, text};
}

// A note holds against any change: it asks for no version.
Act act_on(Visit& visit, const Complaint& complaint, const http::Fields& fields) {
  return {visit.database,   visit.viewer,
          complaint.number, id_in(fields, "version"),
          visit.now,        accounts::idempotency_key(visit.viewer.id, visit.request.path, visit.request)};
}

http::Response done_page(const Complaint& complaint, std::string_view done) {
  return http::Response::redirect(path_of(complaint.number) + "?done=" + std::string(done));
}

http::Response not_now_page(Visit& visit, const Complaint& complaint) {
  const Language l = visit.language();
  const Html text(
      tr(l, "This is not possible now: the complaint is in the state « {1} ».", label_of(l, complaint.state)));
  return case_page(visit, complaint, {{ui::Notice::Kind::Warning, text}}, 422);
}

namespace {

http::Response show(Visit& visit, const CommandPage& page) {
  const auto complaint = complaint_of(visit);
  if (!find_transition(complaint.state, page.command)) return not_now_page(visit, complaint);
  const auto seen = see_case(visit, complaint);
  Typed typed;
  if (page.begins_with) typed.fields = page.begins_with(visit, seen);
  return command_form_page(visit, complaint, page.form(visit, seen, typed), typed, 200);
}

http::Response shown_again(Visit& visit, const CommandPage& page, Typed typed, int status,
                           std::vector<ui::Notice> notices) {
  const auto complaint = complaint_of(visit);
  if (!find_transition(complaint.state, page.command)) return not_now_page(visit, complaint);
  const auto seen = see_case(visit, complaint);
  return command_form_page(visit, complaint, page.form(visit, seen, typed), typed, status, std::move(notices));
}

http::Response post(Visit& visit, const CommandPage& page) {
  const auto complaint = complaint_of(visit);
  Typed typed{visit.request.form(), {}};
  if (typed.fields.has("preview")) return shown_again(visit, page, std::move(typed), 200, {});
  auto act = act_on(visit, complaint, typed.fields);
  if (page.command == Command::AddNote) act.version.reset();
  try {
    const auto outcome = page.deed(visit, act, typed.fields);
    if (outcome && page.leads_to) return http::Response::redirect(page.leads_to(typed.fields, *outcome));
    if (outcome) return done_page(complaint, page.done);
    typed.errors = errors_of(visit.language(), outcome.error());
    return shown_again(visit, page, std::move(typed), 422, {});
  } catch (const Conflict&) {
    return shown_again(visit, page, std::move(typed), 409, {changed_meanwhile(visit, complaint_of(visit))});
  }
}

}  // namespace

void register_command(accounts::Site& site, CommandPage page) {
  const auto shared = std::make_shared<const CommandPage>(std::move(page));
  const auto pattern = std::string("/complaints/{number}") + shared->resource;
  const auto right = right_of(shared->command);
  site.page(Method::Get, pattern, right, [shared](Visit& visit) { return show(visit, *shared); });
  site.page(Method::Post, pattern, right, [shared](Visit& visit) { return post(visit, *shared); });
}

}  // namespace recours::complaints
