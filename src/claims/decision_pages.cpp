// Commands on a claim: taking over at once; approval, refusal and cancellation by a page that names the claim and its
// lines before anything is done.
#include <algorithm>

#include "base/text.h"
#include "claims/claim_actions.h"
#include "claims/claim_page.h"
#include "claims/claims_pages.h"

namespace recours::claims {

using accounts::Right;
using accounts::Visit;
using http::Method;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;

namespace {

struct DecisionForm {
  std::string reason_code, comment;
  std::vector<std::string> lines;  // ids as sent
  ui::FieldErrors errors;
};

std::string title_of(Language l, const Claim& claim, Command command) {
  switch (command) {
    case Command::Approve: return tr(l, "Approve claim {1}", claim.number);
    case Command::Refuse: return tr(l, "Refuse claim {1}", claim.number);
    default: return tr(l, "Cancel claim {1}", claim.number);
  }
}

std::string consequence_of(Language l, Command command) {
  switch (command) {
    case Command::Approve: return tr(l, "The reseller receives an RMA number and an e-mail.");
    case Command::Refuse: return tr(l, "The reseller receives an e-mail with the reason.");
    default: return tr(l, "A cancelled claim stays visible in the history. The quantity can be claimed again.");
  }
}

Html line_choice(Language l, const DecisionForm& form, const std::vector<ClaimLine>& lines) {
  std::vector<ui::Choice> choices;
  std::vector<std::string> all;
  for (const auto& line : lines) {
    const std::string id = std::to_string(line.id.value);
    choices.push_back(
        {id, line.reservation_number + " – " + line.description + " × " + ui::format_number(l, line.quantity)});
    all.push_back(id);
  }
  return ui::checkbox_field(l, {"lines", tr(l, "Lines"), "", "", form.errors.of("lines"), true}, choices,
                            form.lines.empty() && form.errors.empty() ? all : form.lines);
}

Html decision_fields(Language l, Command command, const DecisionForm& form, const std::vector<ClaimLine>& lines) {
  Html fields = line_choice(l, form, lines);
  if (command == Command::Refuse) {
    std::vector<ui::Choice> reasons{{"", tr(l, "Please choose")}};
    for (auto& choice : refusal_choices(l)) reasons.push_back(std::move(choice));
    fields += ui::select_field(
        l, {"reason_code", tr(l, "Reason"), form.reason_code, "", form.errors.of("reason_code"), true}, reasons);
  }
  const std::string label = command == Command::Cancel ? tr(l, "Why do you cancel?") : tr(l, "Comment");
  const std::string help = command == Command::Cancel ? tr(l, "Optional") : tr(l, "The reseller reads it.");
  return fields + ui::text_area(l, {"comment", label, form.comment, help, form.errors.of("comment"), false}, 3);
}

http::Response decision_page(Visit& visit, const Claim& claim, Command command, const DecisionForm& form,
                             int status = 200) {
  const Language l = visit.language();
  const auto all = list_claim_lines(visit.reader, {claim.id});
  const auto lines = lines_for(visit.viewer, claim, all, command);
  if (lines.empty()) {
    return claim_page(visit, claim,
                      {{ui::Notice::Kind::Info, tr(l, "This is no longer possible in the claim's present state.")}},
                      409);
  }
  const auto weight = command == Command::Approve ? ui::Weight::Primary : ui::Weight::Danger;
  ui::Page page;
  page.title = title_of(l, claim, command);
  page.lead = state_badge(l, claim.state);
  page.crumbs = {{tr(l, "Track claims"), "/claims"}, {claim.number, "/claims/" + claim.number}};
  page.content =
      ui::error_summary(l, form.errors) + el("p", {{"class", "lead"}}, consequence_of(l, command)) +
      ui::post_form(command_path(claim, command), visit.frame.csrf,
                    decision_fields(l, command, form, lines) +
                        el("div", {{"class", "form-footer"}},
                           ui::link_button(ui::Weight::Ghost, tr(l, "Back to the claim"), "/claims/" + claim.number),
                           ui::button(weight, label_of(l, command))),
                    {{"class", "form"}, {"novalidate", true}});
  return visit.page(page, status);
}

Claim named_claim(Visit& visit) {
  return require_claim(visit.reader, visit.viewer, visit.request.path_value("number"));
}

DecisionForm read_form(Visit& visit) {
  const http::Fields fields = visit.request.form();
  return {std::string(fields.text("reason_code")), std::string(trim(fields.text("comment"))), fields.all("lines"), {}};
}

// Only lines of this claim: any other number is taken as not there.
std::vector<NamedLine> chosen_lines(Visit& visit, const Claim& claim, const DecisionForm& form) {
  std::vector<NamedLine> ids;
  for (const auto& line : list_claim_lines(visit.reader, {claim.id})) {
    if (std::find(form.lines.begin(), form.lines.end(), std::to_string(line.id.value)) != form.lines.end())
      ids.push_back(line.id);
  }
  if (ids.size() != form.lines.size()) throw NotFound();
  return ids;
}

void check(Language l, Command command, DecisionForm& form) {
  if (form.lines.empty()) form.errors.items.emplace_back("lines", tr(l, "Choose at least one line."));
  if (command != Command::Refuse) return;
  const auto reasons = refusal_choices(l);
  const bool known =
      std::any_of(reasons.begin(), reasons.end(), [&](const ui::Choice& one) { return one.value == form.reason_code; });
  if (!known) form.errors.items.emplace_back("reason_code", tr(l, "Choose the reason."));
}

using Verb = Result<Claim, Refusal> (*)(db::Database&, const accounts::Viewer&, const std::string&, const Instruction&,
                                        Instant);

http::Response give(Visit& visit, Command command, Verb verb) {
  const Language l = visit.language();
  const Claim claim = named_claim(visit);
  DecisionForm form = read_form(visit);
  check(l, command, form);
  if (!form.errors.empty()) return decision_page(visit, claim, command, form, 422);
  const Instruction instruction{chosen_lines(visit, claim, form), form.reason_code, form.comment};
  const auto done = verb(visit.database, visit.viewer, claim.number, instruction, visit.now);
  if (done) return http::Response::redirect("/claims/" + done->number);
  form.errors = field_errors(l, done.error().fields);
  if (form.errors.empty()) form.errors.items.emplace_back("", ui::tr_message(l, done.error().message));
  return decision_page(visit, claim, command, form, done.error().kind == Refusal::Kind::Conflict ? 409 : 422);
}

http::Response ask_approval(Visit& visit) { return decision_page(visit, named_claim(visit), Command::Approve, {}); }
http::Response ask_refusal(Visit& visit) { return decision_page(visit, named_claim(visit), Command::Refuse, {}); }
http::Response ask_cancellation(Visit& visit) { return decision_page(visit, named_claim(visit), Command::Cancel, {}); }

http::Response post_approval(Visit& visit) { return give(visit, Command::Approve, approve); }
http::Response post_refusal(Visit& visit) { return give(visit, Command::Refuse, refuse); }
http::Response post_cancellation(Visit& visit) { return give(visit, Command::Cancel, cancel); }

http::Response post_taking(Visit& visit) {
  const Claim claim = named_claim(visit);
  const auto taken = take(visit.database, visit.viewer, claim.number, {}, visit.now);
  if (taken) return http::Response::redirect("/claims/" + taken->number);
  return claim_page(visit, claim,
                    {{ui::Notice::Kind::Warning, ui::tr_message(visit.language(), taken.error().message)}}, 409);
}

}  // namespace

void register_decision_pages(accounts::Site& site) {
  site.page(Method::Get, "/claims/{number}/approval", Right::DecideClaim, ask_approval);
  site.page(Method::Post, "/claims/{number}/approval", Right::DecideClaim, post_approval);
  site.page(Method::Get, "/claims/{number}/refusal", Right::DecideClaim, ask_refusal);
  site.page(Method::Post, "/claims/{number}/refusal", Right::DecideClaim, post_refusal);
  site.page(Method::Post, "/claims/{number}/taking", Right::DecideClaim, post_taking);
  site.page(Method::Get, "/claims/{number}/cancellation", Right::CancelClaim, ask_cancellation);
  site.page(Method::Post, "/claims/{number}/cancellation", Right::CancelClaim, post_cancellation);
}

}  // namespace recours::claims
