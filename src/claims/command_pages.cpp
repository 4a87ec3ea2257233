// Commands on a claim: taking over at once; every other by a page that names the claim and its lines, and says what
// will happen, before anything is done.
#include "accounts/page_words.h"
#include "claims/claim_actions.h"
#include "claims/claims_pages.h"
#include "claims/command_form.h"
#include "claims/commands_store.h"

namespace recours::claims {

using namespace page_words;

namespace {

bool gives_up(Command command) { return command == Command::Refuse || command == Command::Cancel; }

// What is given by one click, without a page before.
bool is_immediate(Command command) { return command == Command::Take; }

Claim named_claim(Visit& visit) {
  return require_claim(visit.reader, visit.viewer, visit.request.path_value("number"));
}

http::Response no_longer(Visit& visit, const Claim& claim) {
  const std::string sentence = tr(visit.language(), "This is no longer possible in the claim's present state.");
  return claim_page(visit, claim, {{ui::Notice::Kind::Info, sentence}}, 409);
}

http::Response command_page(Visit& visit, const Claim& claim, Command command, const CommandForm& form,
                            int status = 200) {
  const Language l = visit.language();
  const auto lines = lines_today(visit.reader, visit.viewer, claim, list_claim_lines(visit.reader, {claim.id}), command,
                                 visit.today());
  if (lines.empty()) return no_longer(visit, claim);
  ui::Page page;
  page.title = label_of(l, command) + " – " + claim.number;
  page.lead = state_badge(l, claim.state);
  page.crumbs = {{tr(l, "Track claims"), "/claims"}, {claim.number, "/claims/" + claim.number}};
  const auto weight = gives_up(command) ? ui::Weight::Danger : ui::Weight::Primary;
  page.content =
      ui::error_summary(l, form.errors) +
      el("p", {{"class", "lead"}}, ui::tr_message(l, words_of(command).consequence)) +
      ui::post_form(command_path(claim, command), visit.frame.csrf,
                    command_fields(visit, load_policies(visit.reader), claim, command, form, lines) +
                        el("div", {{"class", "form-footer"}},
                           ui::link_button(ui::Weight::Ghost, tr(l, "Back to the claim"), "/claims/" + claim.number),
                           ui::button(weight, label_of(l, command))),
                    {{"class", "form"}, {"novalidate", true}});
  return visit.page(page, status);
}

http::Response answer(Visit& visit, const Claim& claim, Command command, CommandForm form,
                      const Instruction& instruction) {
  const auto done = give(visit.database, visit.viewer, claim.number, command, instruction, visit.now);
  if (done) return http::Response::redirect("/claims/" + done->number);
  form.errors = errors_of(visit.language(), instruction, done.error());
  return command_page(visit, claim, command, form, done.error().kind == Refusal::Kind::Conflict ? 409 : 422);
}

accounts::Handler asking(Command command) {
  return [command](Visit& visit) { return command_page(visit, named_claim(visit), command, {}); };
}

accounts::Handler giving(Command command) {
  return [command](Visit& visit) {
    const Claim claim = named_claim(visit);
    if (is_immediate(command)) {
      const auto done = give(visit.database, visit.viewer, claim.number, command, {}, visit.now);
      return done ? http::Response::redirect("/claims/" + done->number) : no_longer(visit, claim);
    }
    CommandForm form{visit.request.form(), false, {}};
    const auto instruction =
        read_instruction(visit.language(), command, form, list_claim_lines(visit.reader, {claim.id}));
    if (!form.errors.empty()) return command_page(visit, claim, command, form, 422);
    return answer(visit, claim, command, std::move(form), instruction);
  };
}

}  // namespace

void register_command_pages(accounts::Site& site) {
  for (const auto& words : all_commands()) {
    if (words.path.empty()) continue;
    const std::string path = "/claims/{number}/" + std::string(words.path);
    if (!is_immediate(words.command)) site.page(Method::Get, path, words.right, asking(words.command));
    site.page(Method::Post, path, words.right, giving(words.command));
  }
}

}  // namespace recours::claims
