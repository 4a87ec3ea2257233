// « Saisir le motif de dépassement »: what left late, and why.
#include "complaints/command_page.h"
#include "complaints/command_pages.h"
#include "complaints/complaint_parts.h"
#include "complaints/typed_text.h"

namespace recours::complaints {

using accounts::Visit;
using ui::el;
using ui::tr;

namespace {

http::Fields first_open(Visit&, const CaseSeen& seen) {
  http::Fields fields;
  const auto open = unexplained_delays(seen.file);
  if (!open.empty()) fields.add("what", std::string(name_of(open.front())));
  return fields;
}

CommandForm delay_form(Visit& visit, const CaseSeen& seen, const Typed& typed) {
  const auto l = visit.language();
  std::vector<ui::Choice> choices;
  for (const Late what : unexplained_delays(seen.file)) {
    choices.push_back({std::string(name_of(what)), due_label(l, name_of(what))});
  }
  const bool is_due = !choices.empty();
  return {label_of(l, Command::ExplainDelay),
          el("p", {{"class", "lead"}},
             is_due ? tr(l, "It counts on the day it left, after its date: the file must say why.")
                    : tr(l, "Nothing left late, or the reason is known already.")),
          ui::when(is_due, ui::radio_field(l, typed.required("what", tr(l, "What left late")), choices) +
                               reason_field(l, typed)),
          tr(l, "Record the reason")};
}

Outcome explain(Visit&, const Act& act, const http::Fields& fields) {
  const auto what = late_named(fields.text("what"));
  if (!what) return fail(incomplete({{"what", "required", msg("Please choose.")}}));
  return explain_delay(act, *what, text_in(fields, "reason"));
}

}  // namespace

void register_delay_pages(accounts::Site& site) {
  register_command(site, {"/delay-reasons", Command::ExplainDelay, "explain_delay", delay_form, explain, first_open});
}

}  // namespace recours::complaints
