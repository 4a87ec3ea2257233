// The frame of the page of one command: GET shows its form, POST does the deed; refused, the same page with what was
// typed; a lost race, the same page with what happened meanwhile. Which command, which form, which deed is handed in.
#pragma once

#include <functional>
#include <string>

#include "complaints/case_parts.h"
#include "complaints/handling_actions.h"

namespace recours::complaints {

// What was typed, or what the form begins with, and what is wrong with it.
struct Typed {
  http::Fields fields;
  ui::FieldErrors errors;
  std::string text(std::string_view name) const { return std::string(fields.text(name)); }
  ui::Field field(const char* name, std::string label, std::string help = {}) const;
  ui::Field required(const char* name, std::string label, std::string help = {}) const;
};

struct CommandForm {
  std::string title;
  ui::Html intro;  // what it does
  ui::Html fields;
  std::string submit;
  ui::Weight weight = ui::Weight::Primary;
  ui::Html more;   // further buttons, before the one that does it
  ui::Html below;  // after the form: the letter as it will leave
};

struct CommandPage {
  const char* resource;  // "/handling"
  Command command;
  std::string_view done;  // of notices_of
  std::function<CommandForm(accounts::Visit&, const CaseSeen&, const Typed&)> form;
  std::function<Outcome(accounts::Visit&, const Act&, const http::Fields&)> deed;
  std::function<http::Fields(accounts::Visit&, const CaseSeen&)> begins_with = {};
  // Where a deed leads; the page of the case with ?done= when there is none.
  std::function<std::string(const http::Fields&, const Complaint&)> leads_to = {};
};
// GET and POST of /complaints/{number}RESOURCE, for who has the right of the command.
void register_command(accounts::Site& site, CommandPage page);

// ---- pieces, also for pages of their own
http::Response command_form_page(accounts::Visit& visit, const Complaint& complaint, const CommandForm& form,
                                 const Typed& typed, int status, std::vector<ui::Notice> notices = {});
// R-783 Somebody was faster: what happened last, and that nothing typed is lost.
ui::Notice changed_meanwhile(const accounts::Visit& visit, const Complaint& complaint);
Act act_on(accounts::Visit& visit, const Complaint& complaint, const http::Fields& fields);
http::Response done_page(const Complaint& complaint, std::string_view done);
// 422 with the page of the case: its state has no room for this.
http::Response not_now_page(accounts::Visit& visit, const Complaint& complaint);

// ---- reading
std::optional<Date> day_in(const http::Fields& fields, const char* name, std::vector<FieldRefusal>& refusals);
std::optional<std::int64_t> id_in(const http::Fields& fields, std::string_view name);
// Trimmed, line breaks as the server's.
std::string text_in(const http::Fields& fields, std::string_view name);

// ---- fields
ui::Html day_field(ui::Language language, const Typed& typed, const char* name, std::string label,
                   std::string help = {});
ui::Html reason_field(ui::Language language, const Typed& typed, const char* name = "reason");

}  // namespace recours::complaints
