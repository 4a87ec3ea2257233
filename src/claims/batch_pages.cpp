// Several claims at once: a page that names them and asks what the command needs, then what became of each.
#include <algorithm>

#include "accounts/page_words.h"
#include "base/text.h"
#include "base/whole_number.h"
#include "claims/batch_actions.h"
#include "claims/queue_form.h"
#include "claims/queue_pages.h"
#include "claims/staff_store.h"
#include "claims/transition.h"
#include "ui/hidden_field.h"
#include "ui/refusal_errors.h"

namespace recours::claims {

using namespace page_words;

namespace {

std::string selection_path(Queue queue) { return path_of(queue) + "/selection"; }

// What was chosen and typed, of the address or of the form.
struct Selection {
  Queue queue;
  BatchOrder order;
  std::string assignee;
  std::string filter;  // of the queue it was chosen from: its query
};

// To the queue as it was filtered.
std::string back_of(const Selection& selection, const char* done = "") {
  const auto fields = http::parse_urlencoded(selection.filter);
  Query query = QueueForm(selection.queue, fields).query();
  query.emplace_back("done", done);
  return ui::address(path_of(selection.queue), query);
}

Selection read_selection(const Visit& visit, Queue queue, const http::Fields& fields) {
  Selection selection{queue, {}, std::string(fields.text("assignee")),
                      std::string(fields.text("filter"))};
  const auto command = batch_command_named(fields.text("action"));
  if (!command) throw Malformed("action");
  selection.order.command = *command;
  selection.order.reason_code = fields.text("reason_code");
  selection.order.comment = trim(fields.text("comment"));
  if (selection.assignee == "me") selection.order.assignee = visit.viewer.id;
  if (const auto id = whole_number(selection.assignee)) selection.order.assignee = UserId{*id};
  for (const auto& text : fields.all("claim")) {
    const auto chosen = chosen_claim_of(text);
    if (!chosen) throw Malformed("claim");
    selection.order.claims.push_back(*chosen);
  }
  return selection;
}

std::optional<Command> command_of(BatchCommand command) {
  switch (command) {
    case BatchCommand::Take: return Command::Take;
    case BatchCommand::Approve: return Command::Approve;
    case BatchCommand::Refuse: return Command::Refuse;
    case BatchCommand::Assign: break;
  }
  return std::nullopt;
}

// What is known before to stay as it is; empty: it can be done.
std::string why_not(Visit& visit, BatchCommand batch, const Claim& claim, const ChosenClaim& chosen) {
  const Language l = visit.language();
  if (claim.version != chosen.version) return tr(l, "Changed since you chose it: it will stay as it is.");
  const auto command = command_of(batch);
  if (!command) return {};
  const auto lines = list_claim_lines(visit.reader, {claim.id});
  if (lines_for(visit.viewer, claim, lines, *command).empty()) {
    return tr(l, "Not possible in this state: it will stay as it is.");
  }
  const bool open = batch == BatchCommand::Approve && asks_for_return(visit.reader, visit.viewer, claim);
  return open ? tr(l, "Open it: you have to say whether the goods come back.") : std::string();
}

// The claims that were chosen, each with what is known before.
struct Chosen {
  Claim claim;
  std::string why_not;
};
std::vector<Chosen> look_up(Visit& visit, const BatchOrder& order) {
  std::vector<Chosen> all;
  for (const auto& one : order.claims) {
    Claim claim = require_claim(visit.reader, visit.viewer, one.number);
    std::string reason = why_not(visit, order.command, claim, one);
    all.push_back({std::move(claim), std::move(reason)});
  }
  return all;
}

std::int64_t count_possible(const std::vector<Chosen>& all) {
  return std::count_if(all.begin(), all.end(), [](const Chosen& one) { return one.why_not.empty(); });
}

ui::TableRow row_of(Language l, const Policies& policies, const Chosen& chosen) {
  const Claim& claim = chosen.claim;
  Html note;
  if (!chosen.why_not.empty()) {
    note = el("div", {{"class", "due due-late small"}}, ui::icon("alert-triangle"), chosen.why_not);
  }
  return {{figures(claim.number), claim.account_name, type_name(l, policies.type_of(claim), claim.code),
           state_badge(l, claim.state) + note},
          "/claims/" + claim.number};
}

Html chosen_table(Language l, const Policies& policies, const std::vector<Chosen>& all) {
  ui::Table table;
  table.caption = tr(l, "Chosen claims");
  table.columns = {column(tr(l, "Number")), column(tr(l, "Account")), column(tr(l, "Reason")), column(tr(l, "State"))};
  for (const auto& chosen : all) table.rows.push_back(row_of(l, policies, chosen));
  return ui::table(table);
}

Html assignee_field(Visit& visit, const Selection& selection, const ui::FieldErrors& errors) {
  const Language l = visit.language();
  std::vector<ui::Choice> people{{"me", tr(l, "Me")}};
  for (const auto& member : list_staff(visit.reader, words_of(selection.queue).role, visit.today())) {
    if (member.id != visit.viewer.id) people.push_back({std::to_string(member.id.value), member.name});
  }
  return ui::select_field(l, {"assignee", tr(l, "Assigned to"), selection.assignee, "", errors.of("assignee"), true},
                          people);
}

Html asked_fields(Visit& visit, const Policies& policies, const Selection& selection, const ui::FieldErrors& errors) {
  const Language l = visit.language();
  const BatchOrder& order = selection.order;
  if (order.command == BatchCommand::Assign) return assignee_field(visit, selection, errors);
  if (order.command == BatchCommand::Take) return {};
  Html reason;
  if (order.command == BatchCommand::Refuse) {
    auto reasons = refusal_choices(l, policies.refusals);
    reasons.insert(reasons.begin(), {"", tr(l, "Please choose")});
    reason = ui::select_field(
        l,
        {"reason_code", tr(l, "Reason"), order.reason_code, tr(l, "The same for all."), errors.of("reason_code"), true},
        reasons);
  }
  return reason +
         ui::text_area(
             l, {"comment", tr(l, "Comment"), order.comment, tr(l, "Optional. The reseller reads it."), "", false}, 3);
}

std::string question(Language l, const Selection& selection, std::int64_t count) {
  switch (selection.order.command) {
    case BatchCommand::Take: return trn(l, "Take over {1} claim", "Take over {1} claims", count);
    case BatchCommand::Assign: return trn(l, "Assign {1} claim", "Assign {1} claims", count);
    case BatchCommand::Approve: return trn(l, "Approve {1} claim", "Approve {1} claims", count);
    case BatchCommand::Refuse: return trn(l, "Refuse {1} claim", "Refuse {1} claims", count);
  }
  return {};
}

http::Response selection_page(Visit& visit, const Selection& selection, const ui::FieldErrors& errors, int status) {
  const Language l = visit.language();
  const Policies policies = load_policies(visit.reader);
  const BatchOrder& order = selection.order;
  const auto weight = order.command == BatchCommand::Refuse ? ui::Weight::Danger : ui::Weight::Primary;
  Html carried = ui::hidden("action", name_of(order.command));
  carried += ui::hidden("filter", selection.filter);
  for (const auto& one : order.claims) carried += ui::hidden("claim", text_of(one));
  const auto chosen = look_up(visit, order);
  const auto possible = count_possible(chosen);
  const std::string asked = question(l, selection, possible);
  ui::Page page;
  page.title = asked;
  page.crumbs = {{label_of(l, selection.queue), path_of(selection.queue)}};
  page.content =
      ui::error_summary(l, errors) +
      el("p", {{"class", "lead"}},
         tr(l, "Each claim is decided on by itself. What is not possible is said afterwards.")) +
      chosen_table(l, policies, chosen) +
      ui::post_form(selection_path(selection.queue), visit.frame.csrf,
                    carried + asked_fields(visit, policies, selection, errors) +
                        el("div", {{"class", "form-footer"}},
                           ui::link_button(ui::Weight::Ghost, tr(l, "Back to the queue"), back_of(selection)),
                           ui::when(possible > 0, ui::button(weight, asked))),
                    {{"class", "form"}, {"novalidate", true}});
  return visit.page(page, status);
}

//
http::Response ask(Visit& visit, Queue queue) {
  const auto selection = read_selection(visit, queue, visit.request.query);
  if (selection.order.claims.empty()) return http::Response::redirect(back_of(selection, "nothing-chosen"));
  if (selection.order.claims.size() > kMostAtOnce) return http::Response::redirect(back_of(selection, "too-many"));
  return selection_page(visit, selection, {}, 200);
}

http::Response carry_out(Visit& visit, Queue queue) {
  const auto fields = visit.request.form();
  const auto selection = read_selection(visit, queue, fields);
  const auto done = carry_out_batch(visit.database, visit.viewer, queue, selection.order, visit.now);
  if (done) return http::Response::redirect("/queues/batches/" + std::to_string(done->value));
  const bool shown = !selection.order.claims.empty() && selection.order.claims.size() <= kMostAtOnce;
  if (!shown) return http::Response::redirect(back_of(selection, "nothing-chosen"));
  return selection_page(visit, selection, ui::errors_of(visit.language(), done.error()), 422);
}

// ---- what became of each

std::string summary(Language l, const Batch& batch) {
  std::int64_t done = 0;
  for (const auto& result : batch.results) done += result.is_done() ? 1 : 0;
  return tr(l, "{1} of {2} done", done, static_cast<std::int64_t>(batch.results.size()));
}

ui::TableRow result_row(Language l, const BatchResult& result) {
  const Html outcome = result.is_done() ? ui::badge(ui::Tone::Success, tr(l, "Done"))
                                        : ui::badge(ui::Tone::Warning, tr(l, "Not done")) + Html(" ") + result.text;
  return {{figures(result.number), outcome}, "/claims/" + result.number};
}

http::Response show_results(Visit& visit) {
  const Language l = visit.language();
  const auto batch = require_batch(visit.reader, visit.viewer, visit.request.path_id<BatchId>("id"));
  ui::Table table;
  table.caption = tr(l, "Result for each claim");
  table.columns = {column(tr(l, "Number")), column(tr(l, "Result"))};
  for (const auto& result : batch.results) table.rows.push_back(result_row(l, result));
  ui::Page page;
  page.title = label_of(l, batch.command) + " – " + summary(l, batch);
  page.crumbs = {{label_of(l, batch.queue), path_of(batch.queue)}};
  page.content = ui::table(table) + el("div", {{"class", "cluster"}},
                                       ui::link_button(ui::Weight::Primary, tr(l, "Back to the queue"),
                                                       path_of(batch.queue), {{"data-primary", true}}));
  return visit.page(page);
}

}  // namespace

void register_batch_pages(accounts::Site& site) {
  for (const auto queue : {Queue::CustomerService, Queue::Rma}) {
    site.page(Method::Get, selection_path(queue), Right::DecideClaim,
              [queue](Visit& visit) { return ask(visit, queue); });
    site.page(Method::Post, selection_path(queue), Right::DecideClaim,
              [queue](Visit& visit) { return carry_out(visit, queue); });
  }
  site.page(Method::Get, "/queues/batches/{id}", Right::DecideClaim, show_results);
}

}  // namespace recours::claims
