// Commands on a claim: taking over at once; every other by a page that names the claim and its lines, and says what
// will happen, before anything is done.
#include <memory>

#include "accounts/page_words.h"
#include "base/errors.h"
#include "claims/claim_actions.h"
#include "claims/claim_crumbs_view.h"
#include "claims/claim_files.h"
#include "claims/claims_pages.h"
#include "claims/command_done.h"
#include "claims/command_form.h"
#include "claims/commands_store.h"
#include "claims/declaration_files_form.h"
#include "claims/inspection_view.h"
#include "claims/open_question.h"
#include "ui/refusal_errors.h"

namespace recours::claims {

using namespace page_words;

namespace {

bool gives_up(Command command) { return command == Command::Refuse || command == Command::Cancel; }

// R-664 What is seen there is shown: by the phone in the hand of who looks.
bool takes_photos(Command command) { return command == Command::Inspect; }

using Shared = std::shared_ptr<const Uploads>;

// What is given by one click, without a page before.
bool is_immediate(Command command) { return command == Command::Take; }

Claim named_claim(Visit& visit) {
  return require_claim(visit.reader, visit.viewer, visit.request.path_value("number"));
}

http::Response no_longer(Visit& visit, const Claim& claim) {
  const std::string sentence = tr(visit.language(), "This is no longer possible in the claim's present state.");
  return claim_page(visit, claim, {{ui::Notice::Kind::Info, sentence}}, 409);
}

attachments::UploadForm open_upload(Visit& visit, const Claim& claim, const std::string& key) {
  return attachments::open_form(visit.database, visit.viewer,
                                {key,
                                 {},
                                 tr(visit.language(), "Inspection of {1}", claim.number),
                                 {"received_article", "serial", "fault", "damage", "packaging"}},
                                visit.now);
}

Html photos_field(Visit& visit, const Uploads& uploads, const Claim& claim, const CommandForm& form) {
  const Language l = visit.language();
  const auto upload = open_upload(visit, claim, form.upload_form);
  return attachments::files_field(
      visit, {.form = upload,
              .files = attachments::list_attachments(visit.reader, upload.place()),
              .phone_code = attachments::issue_phone_code(visit.database, visit.viewer, upload, visit.now),
              .kinds = piece_kinds(),
              .required = false,
              .label = tr(l, "Photos of the inspection"),
              .help = tr(l, "They are kept as they are, and the reseller sees them."),
              .error = form.errors.of("files"),
              .public_url = uploads.public_url});
}

// Files that came with the form itself, without script. Whether all of them were taken.
bool take_photos(Visit& visit, const Uploads& uploads, const Claim& claim, CommandForm& form) {
  form.upload_form = form.typed.text("upload_form");
  if (visit.request.files().empty()) return true;
  const auto upload = open_upload(visit, claim, form.upload_form);
  form.upload_form = upload.key;
  form.errors = ui::field_errors(visit.language(), attachments::upload_sent_files(visit, uploads.depot, upload));
  return form.errors.empty();
}

Html question_card(Visit& visit, const Claim& claim, const std::vector<ClaimLine>& lines) {
  const auto question = open_question(lines, list_claim_events(visit.reader, claim.id));
  return question.empty() ? Html()
                          : ui::card(tr(visit.language(), "The question"), el("div", {{"class", "as-typed"}}, question));
}

http::Response command_page(Visit& visit, const Uploads& uploads, const Claim& claim, Command command,
                            const CommandForm& form, int status = 200) {
  const Language l = visit.language();
  const auto lines = lines_today(visit.reader, visit.viewer, claim, list_claim_lines(visit.reader, {claim.id}), command,
                                 visit.today());
  if (lines.empty()) return no_longer(visit, claim);
  ui::Page page;
  page.title = label_of(l, command) + " – " + claim.number;
  page.lead = state_badge(l, claim.state);
  page.crumbs = {list_crumb(visit), {claim.number, "/claims/" + claim.number}};
  if (status == 200) page.notices = command_notices(visit);
  const auto weight = gives_up(command) ? ui::Weight::Danger : ui::Weight::Primary;
  Html fields = command_fields(visit, load_policies(visit.reader), claim, command, form, lines);
  std::optional<std::string> encoding;
  if (takes_photos(command)) {
    fields = declared_and_received(visit, claim, lines) + fields + photos_field(visit, uploads, claim, form);
    encoding = "multipart/form-data";
  }
  const Html question = command == Command::Answer ? question_card(visit, claim, lines) : Html();
  page.content =
      ui::error_summary(l, form.errors) +
      el("p", {{"class", "lead"}}, ui::tr_message(l, words_of(command).consequence)) + question +
      ui::post_form(command_path(claim, command), visit.frame.csrf,
                    fields +
                        el("div", {{"class", "form-footer"}},
                           ui::link_button(ui::Weight::Ghost, tr(l, "Back to the claim"), "/claims/" + claim.number),
                           ui::button(weight, label_of(l, command))),
                    {{"class", "form"}, {"enctype", encoding}, {"novalidate", true}});
  return visit.page(page, status);
}

// What was inspected is disposed of straight away, where this person may.
http::Response go_on(Visit& visit, const Claim& claim, Command command) {
  const bool disposes = command == Command::Inspect &&
                        !lines_for(visit.viewer, claim, list_claim_lines(visit.reader, {claim.id}), Command::Dispose).empty();
  const auto path = disposes ? command_path(claim, Command::Dispose) : "/claims/" + claim.number;
  return http::Response::redirect(done_address(path, command));
}

// "Information demandée – Admin, 22/11/2026 14:05": the last thing that happened.
std::string last_step(Visit& visit, const Claim& claim) {
  const Language l = visit.language();
  const auto events = list_claim_events(visit.reader, claim.id);
  if (events.empty()) return {};
  const auto& last = events.front();
  return tr(l, "Last step: {1} – {2}, {3}.", event_label(l, last), last.actor_name, ui::format_instant(l, last.at));
}

// Somebody else was faster: the claim as it is now, with what was typed.
http::Response changed_meanwhile(Visit& visit, const Uploads& uploads, Command command, CommandForm form) {
  const Language l = visit.language();
  const Claim now = named_claim(visit);
  form.read_again = true;
  form.errors = {};
  form.errors.items.emplace_back("", tr(l, "The claim has changed in the meantime: read it again, then confirm.") +
                                         " " + last_step(visit, now));
  return command_page(visit, uploads, now, command, form, 409);
}

http::Response answer(Visit& visit, const Uploads& uploads, const Claim& claim, Command command, CommandForm form,
                      const Instruction& instruction) {
  try {
    const auto done = give(visit.database, visit.viewer, claim.number, command, instruction, visit.now);
    if (done) return go_on(visit, *done, command);
    form.errors = errors_of(visit.language(), instruction, done.error());
    return command_page(visit, uploads, claim, command, form, done.error().kind == Refusal::Kind::Conflict ? 409 : 422);
  } catch (const Conflict&) {
    return changed_meanwhile(visit, uploads, command, std::move(form));
  }
}

accounts::Handler asking(const Shared& uploads, Command command) {
  return [=](Visit& visit) { return command_page(visit, *uploads, named_claim(visit), command, {}); };
}

accounts::Handler giving(const Shared& uploads, Command command) {
  return [=](Visit& visit) {
    const Claim claim = named_claim(visit);
    if (is_immediate(command)) {
      const auto done = give(visit.database, visit.viewer, claim.number, command, {}, visit.now);
      return done ? http::Response::redirect(done_address("/claims/" + done->number, command)) : no_longer(visit, claim);
    }
    CommandForm form{visit.request.form(), false, {}};
    if (takes_photos(command)) {
      if (!take_photos(visit, *uploads, claim, form)) return command_page(visit, *uploads, claim, command, form, 422);
      if (form.typed.text("step") == "files") return command_page(visit, *uploads, claim, command, form);
    }
    const auto lines = list_claim_lines(visit.reader, {claim.id});
    auto instruction = read_instruction(visit.language(), command, form, lines);
    require_return_choice(visit.language(), load_policies(visit.reader), command, lines, instruction, form);
    instruction.upload_form = form.upload_form;
    if (!form.errors.empty()) return command_page(visit, *uploads, claim, command, form, 422);
    return answer(visit, *uploads, claim, command, std::move(form), instruction);
  };
}

}  // namespace

void register_command_pages(accounts::Site& site, const attachments::Depot& depot) {
  const auto uploads = std::make_shared<const Uploads>(Uploads{depot, site.options().public_url});
  for (const auto& words : all_commands()) {
    if (words.path.empty()) continue;
    const std::string path = "/claims/{number}/" + std::string(words.path);
    if (!is_immediate(words.command)) site.page(Method::Get, path, words.right, asking(uploads, words.command));
    site.page(Method::Post, path, words.right, giving(uploads, words.command));
    if (takes_photos(words.command)) site.takes_files(Method::Post, path, attachments::kMostFormBytes);
  }
}

}  // namespace recours::claims
