#include "claims/claim_files_view.h"

#include <algorithm>

#include "accounts/page_words.h"
#include "attachments/attachment_view.h"
#include "base/text.h"
#include "claims/claim_files.h"
#include "claims/claim_files_store.h"

namespace recours::claims {

using namespace page_words;
using attachments::Attachment;
using attachments::Editing;

namespace {

Html titled(const std::string& title, Html list) { return el("h3", {{"class", "strong"}}, title) + list; }

// What this person may change, then the rest.
Html later_files(Visit& visit, const Claim& claim) {
  std::vector<Attachment> own, others;
  for (auto& file : attachments::list_attachments(visit.reader, {kClaimFiles, claim.id.value})) {
    const bool editable = takes_files(visit.viewer, claim) && may_change(visit.viewer, file);
    (editable ? own : others).push_back(std::move(file));
  }
  if (own.empty() && others.empty()) return {};
  Html lists;
  if (!own.empty()) lists += attachments::files_list(visit, own, piece_kinds(), Editing::Allowed);
  if (!others.empty()) lists += attachments::files_list(visit, others, piece_kinds(), Editing::ReadOnly);
  return titled(tr(visit.language(), "Added to the claim"), lists);
}

}  // namespace

Html files_card(Visit& visit, const Claim& claim, const std::vector<ClaimLine>& lines) {
  const Language l = visit.language();
  Html body;
  for (const auto& line : lines) {
    if (line.files.empty()) continue;
    body +=
        titled(line.reservation_number, attachments::files_list(visit, line.files, piece_kinds(), Editing::ReadOnly));
  }
  body += later_files(visit, claim);
  if (body.empty()) body = el("p", {{"class", "muted"}}, tr(l, "No file was sent with this claim."));
  const Html add = ui::link_button(ui::Weight::Secondary, ui::icon("paperclip") + tr(l, "Add files"),
                                   "/claims/" + claim.number + "/files/new");
  return ui::card(tr(l, "Attachments"), body, ui::when(takes_files(visit.viewer, claim), add));
}

// ---- history

namespace {

struct FileEvent {
  enum class Kind { Added, Removed } kind = Kind::Added;
  Instant at;
  std::string who, name;
};

std::vector<FileEvent> file_events(Visit& visit, const Claim& claim, const std::vector<ClaimLine>& lines) {
  std::vector<FileEvent> events;
  const auto added = [&](const Attachment& file) {
    events.push_back({FileEvent::Kind::Added, file.uploaded_at, file.uploaded_by_name, file.name});
  };
  for (const auto& line : lines) std::for_each(line.files.begin(), line.files.end(), added);
  for (const auto& file : attachments::list_with_removed(visit.reader, {kClaimFiles, claim.id.value})) {
    added(file);
    if (file.removed_at) events.push_back({FileEvent::Kind::Removed, *file.removed_at, file.removed_by_name, file.name});
  }
  std::stable_sort(events.begin(), events.end(), [](const FileEvent& a, const FileEvent& b) { return a.at > b.at; });
  return events;
}

std::string title_of(Language l, FileEvent::Kind kind, std::int64_t count) {
  return kind == FileEvent::Kind::Added ? trn(l, "File added", "{1} files added", count)
                                        : trn(l, "File removed", "{1} files removed", count);
}

}  // namespace

DatedMoments file_moments(Visit& visit, const Claim& claim, const std::vector<ClaimLine>& lines) {
  const Language l = visit.language();
  const auto events = file_events(visit, claim, lines);
  DatedMoments moments;
  for (std::size_t at = 0; at < events.size();) {
    const FileEvent& first = events[at];
    const std::string when = ui::format_instant(l, first.at);
    std::vector<std::string> names;
    for (; at < events.size() && events[at].kind == first.kind && events[at].who == first.who &&
           ui::format_instant(l, events[at].at) == when;
         ++at) {
      names.insert(names.begin(), events[at].name);
    }
    ui::Moment moment;
    moment.title = title_of(l, first.kind, static_cast<std::int64_t>(names.size()));
    moment.when = when;
    moment.who = first.who;
    moment.detail = el("div", {{"class", "muted small"}}, join(names, ", "));
    moments.emplace_back(first.at, std::move(moment));
  }
  return moments;
}

}  // namespace recours::claims
