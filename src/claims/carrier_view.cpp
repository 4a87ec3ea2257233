#include "claims/carrier_view.h"

#include "accounts/organisation_calendar.h"
#include "accounts/page_words.h"
#include "calendar/deadlines.h"
#include "claims/carriage_store.h"
#include "claims/page_parts.h"

namespace recours::claims {

using namespace page_words;

namespace {

Html why_this_day(Language l, const calendar::Count& count) {
  return el("details", {{"class", "why"}}, el("summary", {}, tr(l, "Why this date?")),
            el("ul", {{"class", "why-body"}}, ui::each(count.days, [&](const calendar::CountedDay& day) {
                 return el("li", {{"class", day.counted() ? "num" : "num muted"}}, ui::format_date(l, day.on), " – ",
                           ui::tr_message(l, day.why), ui::when(!day.counted(), " (" + tr(l, "not counted") + ")"));
               })));
}

Html due_day(const Visit& visit, Date received, const calendar::Count& count) {
  const Language l = visit.language();
  const bool late = count.due < visit.today();
  const std::string day = ui::format_date_with_distance(l, count.due, visit.today());
  return el("p", {}, tr(l, "Received on {1}.", received)) +
         el("p", {{"class", late ? "due due-late" : "due"}}, ui::when(late, ui::icon("alert-triangle")),
            late ? tr(l, "The time is over since {1}.", day) : tr(l, "To be sent by {1}", day)) +
         why_this_day(l, count);
}

}  // namespace

bool is_about_carriage(const Claim& claim) { return claim.code == "02" || claim.code == "03"; }

Html carrier_deadline(const Visit& visit, const Claim& claim) {
  const Language l = visit.language();
  const auto received = carriage_of(visit.reader, claim.id).delivered_on;
  const Html when =
      received ? due_day(visit, *received, calendar::carrier_protest(*received, accounts::holidays_of(visit.reader)))
               : el("p", {},
                    tr(l, "The day of delivery is not known yet: three days after it, public holidays not counted."));
  return when +
         el("p", {{"class", "small"}},
            tr(l, "By registered letter or by bailiff, with reasons (article L133-3 of the Commercial Code).")) +
         el("p", {{"class", "small"}},
            tr(l, "“Subject to unpacking” alone is worth nothing: describe the exact damage or what is missing."));
}

Html carrier_card(const Visit& visit, const Claim& claim) {
  if (!is_about_carriage(claim) || is_closed(claim.state)) return {};
  const Language l = visit.language();
  return ui::card(tr(l, "Protest to the carrier"), carrier_deadline(visit, claim),
                  ui::link_button(ui::Weight::Secondary, ui::icon("file-text") + tr(l, "Prepare the letter"),
                                  "/claims/" + claim.number + "/protest-letter"));
}

}  // namespace recours::claims
