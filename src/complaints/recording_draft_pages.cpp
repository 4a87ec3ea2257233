// The viewer's own drafts: begun, not in the register yet. Gone on with, or discarded after asking once more.
#include "complaints/complaint_parts.h"
#include "complaints/complaint_store.h"
#include "complaints/recording_pages.h"
#include "complaints/recording_parts.h"
#include "complaints/registration_actions.h"

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

constexpr const char* kDiscarding = "/discarding";

Html name_or_dash(const Complaint& draft) {
  const auto name = draft.complainant.display_name();
  return name.empty() ? el("span", {{"class", "muted"}}, "–") : Html(name);
}

Html row_actions(Language l, const Complaint& draft) {
  const std::string discard = tr(l, "Discard {1}", draft_title(l, draft));
  return el("span", {{"class", "nowrap"}},
            ui::link_button(ui::Weight::Secondary, tr(l, "Go on"), path_of(draft.id), {{"class", "btn-sm"}}),
            ui::link_button(ui::Weight::Ghost, ui::icon("trash"), path_of(draft.id) + kDiscarding,
                            {{"class", "btn-icon btn-sm"}, {"aria-label", discard}, {"title", discard}}));
}

Html draft_table(Visit& visit, const std::vector<Complaint>& drafts) {
  const Language l = visit.language();
  ui::Table table;
  table.caption = tr(l, "Drafts");
  table.columns = {{tr(l, "Title")},
                   {tr(l, "Client")},
                   {tr(l, "Begun on"), ui::Column::Kind::Date},
                   {tr(l, "Actions"), ui::Column::Kind::Actions}};
  for (const auto& draft : drafts) {
    const auto begun = ui::format_date_with_distance(l, paris_day(draft.created_at), visit.today());
    table.rows.push_back(
        {{draft_title(l, draft), name_or_dash(draft), el("span", {{"class", "num"}}, begun), row_actions(l, draft)},
         path_of(draft.id)});
  }
  return ui::table(table);
}

Html new_button(Language l) {
  return ui::link_button(ui::Weight::Primary, tr(l, "Add a complaint"), kNewComplaint, {{"data-primary", true}});
}

http::Response show_drafts(Visit& visit) {
  const Language l = visit.language();
  const auto drafts = list_drafts(visit.reader, visit.viewer);
  ui::Page page;
  page.title = tr(l, "My drafts");
  page.crumbs = {{tr(l, "Complaints"), "/complaints"}};
  page.lead = trn(l, "{1} draft", "{1} drafts", static_cast<std::int64_t>(drafts.size()));
  page.actions = new_button(l);
  if (visit.request.query.text("done") == "discarded")
    page.notices = {{ui::Notice::Kind::Success, tr(l, "The draft was discarded; its documents are kept for 7 days.")}};
  page.content = drafts.empty()
                     ? ui::empty_state("clipboard-list", tr(l, "No draft"),
                                       tr(l, "A complaint you leave before validating it waits here, for you alone."),
                                       new_button(l))
                     : el("p", {{"class", "muted"}},
                          tr(l, "For you alone: a draft is not in the register and no delay is watched for it.")) +
                           draft_table(visit, drafts);
  return visit.page(page);
}

http::Response ask_discarding(Visit& visit, const Complaint& draft) {
  const Language l = visit.language();
  ui::Page page;
  page.title = tr(l, "Discard this draft?");
  page.crumbs = {{tr(l, "Complaints"), "/complaints"}, {tr(l, "My drafts"), kDrafts}};
  page.content = ui::card(
      draft_title(l, draft),
      el("div", {{"class", "stack"}},
         ui::facts({{tr(l, "Client"), name_or_dash(draft)},
                    {tr(l, "Begun on"), el("span", {{"class", "num"}}, ui::format_instant(l, draft.created_at))}}),
         el("p", {}, tr(l, "What you typed will be gone. The register is not touched: this draft has no number."))),
      ui::post_form(path_of(draft.id) + kDiscarding, visit.frame.csrf,
                    ui::link_button(ui::Weight::Ghost, tr(l, "Keep it"), path_of(draft.id)) +
                        ui::button(ui::Weight::Danger, tr(l, "Discard the draft")),
                    {{"class", "cluster"}}));
  return visit.page(page);
}

http::Response discard(Visit& visit, const Complaint& draft) {
  discard_draft(visit.database, visit.viewer, draft.id, visit.now);
  return http::Response::redirect(std::string(kDrafts) + "?done=discarded");
}

}  // namespace

void register_draft_pages(accounts::Site& site) {
  site.page(Method::Get, kDrafts, Right::RecordComplaint, show_drafts);
  site.page(Method::Get, "/complaints/drafts/{id}/discarding", Right::RecordComplaint, about_draft(ask_discarding));
  site.page(Method::Post, "/complaints/drafts/{id}/discarding", Right::RecordComplaint, about_draft(discard));
}

}  // namespace recours::complaints
