#include "claims/carrier_view.h"

#include <algorithm>

#include "accounts/organisation_calendar.h"
#include "accounts/page_words.h"
#include "calendar/deadlines.h"
#include "claims/page_parts.h"
#include "sales/invoice_store.h"

namespace recours::claims {

using namespace page_words;

namespace {

bool is_about_carriage(const Claim& claim) { return claim.code == "02" || claim.code == "03"; }

// The first delivery among the claimed lines counts for all.
std::optional<Date> received_on(db::Reader& reader, const Claim& claim, const std::vector<ClaimLine>& lines) {
  std::optional<Date> first;
  for (const auto& sold : sales::list_lines(reader, {claim.invoice})) {
    const bool claimed =
        std::any_of(lines.begin(), lines.end(), [&](const ClaimLine& line) { return line.invoice_line == sold.id; });
    if (claimed && sold.delivered_on && (!first || *sold.delivered_on < *first)) first = sold.delivered_on;
  }
  return first;
}

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

Html carrier_card(const Visit& visit, const Claim& claim, const std::vector<ClaimLine>& lines) {
  if (!is_about_carriage(claim) || is_closed(claim.state)) return {};
  const Language l = visit.language();
  const auto received = received_on(visit.reader, claim, lines);
  const Html when =
      received ? due_day(visit, *received, calendar::carrier_protest(*received, accounts::holidays_of(visit.reader)))
               : el("p", {},
                    tr(l, "The day of delivery is not known yet: three days after it, public holidays not counted."));
  return ui::card(
      tr(l, "Protest to the carrier"),
      when +
          el("p", {{"class", "small"}},
             tr(l, "By registered letter or by bailiff, with reasons (article L133-3 of the Commercial Code).")) +
          el("p", {{"class", "small"}},
             tr(l, "“Subject to unpacking” alone is worth nothing: describe the exact damage or what is missing.")));
}

}  // namespace recours::claims
