#include "claims/parcel_view.h"

#include "accounts/page_words.h"
#include "base/text.h"
#include "claims/page_parts.h"
#include "claims/typed_serials.h"
#include "ui/hidden_field.h"

namespace recours::claims {

using namespace page_words;

namespace {

std::string clue_label(Language l, Clue clue) {
  switch (clue) {
    case Clue::Number: return tr(l, "Number of the claim");
    case Clue::Tracking: return tr(l, "Tracking number");
    case Clue::Serial: return tr(l, "Serial number");
    case Clue::Article: return tr(l, "Article number");
    case Clue::Account: return tr(l, "Account");
  }
  return {};
}

std::string waiting_since(const Visit& visit, const ParcelRow& parcel) {
  return parcel.received_at
             ? ui::format_date_with_distance(visit.language(), paris_day(*parcel.received_at), visit.today())
             : std::string();
}

void add_if(std::vector<std::pair<std::string, Html>>& items, std::string label, const std::string& value) {
  if (!value.empty()) items.emplace_back(std::move(label), value);
}

}  // namespace

std::string parcel_path(ParcelId id) { return "/parcels/" + std::to_string(id.value); }

Html parcel_facts(const Visit& visit, const ParcelRow& parcel) {
  const Language l = visit.language();
  std::vector<std::pair<std::string, Html>> items;
  add_if(items, tr(l, "Sender"), parcel.sender);
  add_if(items, tr(l, "Carrier"), parcel.carrier);
  add_if(items, tr(l, "Tracking number"), parcel.tracking);
  add_if(items, tr(l, "Seen on it and in it"), join(serials_in(parcel.contents), ", "));
  add_if(items, tr(l, "Comment"), parcel.comment);
  items.emplace_back(tr(l, "Arrived on"), figures(waiting_since(visit, parcel)));
  add_if(items, tr(l, "Recorded by"), parcel.actor_name);
  if (parcel.claim) {
    items.emplace_back(tr(l, "Claim"),
                       el("a", {{"class", "num"}, {"href", "/claims/" + parcel.claim_number}}, parcel.claim_number));
  }
  if (parcel.matched_at) {
    items.emplace_back(tr(l, "Matched"), tr(l, "{1} by {2}", *parcel.matched_at, parcel.matched_by));
  }
  if (parcel.dismissed_at) {
    items.emplace_back(tr(l, "Without follow-up"), tr(l, "{1} by {2}", *parcel.dismissed_at, parcel.dismissed_by));
    add_if(items, tr(l, "Reason"), parcel.dismissal_reason);
  }
  return el("div", {{"class", "facts-wide"}}, ui::facts(items));
}

Html parcel_table(const Visit& visit, const std::vector<ParcelRow>& parcels) {
  const Language l = visit.language();
  ui::Table table;
  table.caption = tr(l, "Parcels without RMA");
  table.columns = {column(tr(l, "Arrived on"), ui::Column::Kind::Date),
                   column(tr(l, "Sender")),
                   column(tr(l, "Carrier")),
                   column(tr(l, "Tracking number")),
                   column(tr(l, "Seen on it and in it")),
                   column(tr(l, "Claim"))};
  for (const auto& parcel : parcels) {
    const std::string sender = parcel.sender.empty() ? tr(l, "Unknown sender") : parcel.sender;
    table.rows.push_back({{figures(waiting_since(visit, parcel)), sender, parcel.carrier, figures(parcel.tracking),
                           join(serials_in(parcel.contents), ", "), figures(parcel.claim_number)},
                          parcel_path(parcel.id)});
  }
  return ui::table(table);
}

Html candidate_list(const Visit& visit, const ParcelRow& parcel, const std::vector<ParcelCandidate>& candidates) {
  const Language l = visit.language();
  if (candidates.empty()) return el("p", {{"class", "muted"}}, tr(l, "No awaited return fits what is known so far."));
  return el("ul", {{"class", "desk-list"}}, ui::each(candidates, [&](const ParcelCandidate& one) {
              std::vector<std::string> why;
              for (const Clue clue : one.clues) why.push_back(clue_label(l, clue));
              return el(
                  "li", {{"class", "desk-item"}},
                  el("div", {{"class", "desk-what"}},
                     el("a", {{"class", "num strong"}, {"href", "/claims/" + one.claim.number}}, one.claim.number),
                     " – ", one.claim.account_name, " – ", label_of(l, one.claim.state),
                     el("div", {{"class", "muted small"}}, tr(l, "Fits by: {1}", join(why, ", ")))),
                  ui::post_form(parcel_path(parcel.id) + "/match", visit.frame.csrf,
                                ui::hidden("claim", one.claim.number) +
                                    ui::button(ui::Weight::Secondary, tr(l, "Match to {1}", one.claim.number))));
            }));
}

}  // namespace recours::claims
