#include "complaints/recording_acknowledgement_form.h"

#include "base/text.h"
#include "complaints/dues.h"
#include "complaints/outgoing_actions.h"
#include "complaints/transition.h"

namespace recours::complaints {

using accounts::Visit;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;

namespace {

// The number is drawn when it is registered; a letter needs one to be judged.
constexpr const char* kNumberToCome = "REC";

std::optional<Message> hindrance_of(const Visit& visit, Complaint complaint) {
  if (!visit.viewer.can(right_of(Command::Acknowledge)))
    return msg("Somebody else of the firm sends acknowledgements.");
  if (complaint.acknowledged_on) return msg("It left on {1}, as recorded with the state.", *complaint.acknowledged_on);
  if (!find_transition(complaint.state, Command::Acknowledge))
    return msg("In the state {1} there is none to send any more.", label_of(visit.language(), complaint.state));
  complaint.number = kNumberToCome;
  const auto letter =
      prepare_letter(visit.reader, complaint, name_of(LetterKind::Acknowledgement), visit.viewer, {}, visit.today());
  const auto refusal = objection_to(letter, complaint, visit.viewer);
  if (!refusal) return std::nullopt;
  return refusal->fields.empty() ? refusal->message : refusal->fields.front().message;
}

bool has_email(const AcknowledgementOffer& offer) { return !offer.complaint.complainant.email.empty(); }

std::vector<ui::Choice> ways(Language l, const AcknowledgementOffer& offer) {
  const auto& email = offer.complaint.complainant.email;
  const bool is_possible = !offer.hindrance;
  return {{"email",
           has_email(offer) ? tr(l, "With acknowledgement, by e-mail to {1}", email)
                            : tr(l, "With acknowledgement, by e-mail (no address is known)"),
           !is_possible || !has_email(offer)},
          {"letter", tr(l, "With acknowledgement, by a PDF letter to print and post"), !is_possible},
          {"none", tr(l, "Without acknowledgement")}};
}

std::string way_shown(const AcknowledgementOffer& offer, const AcknowledgementChoice& choice) {
  if (!choice.way.empty()) return choice.way;
  return !offer.hindrance && has_email(offer) ? "email" : "none";
}

Html late_field(Language l, const AcknowledgementOffer& offer, const AcknowledgementChoice& choice,
                const ui::FieldErrors& errors) {
  return el("div", {{"class", "only-sent"}},
            ui::text_area(l,
                          {"late_reason", tr(l, "Reason of the delay"), choice.late_reason,
                           tr(l, "The acknowledgement was due on {1}: say why it leaves later.", *offer.due_on),
                           errors.of("late_reason"), false},
                          2));
}

}  // namespace

AcknowledgementChoice read_acknowledgement(const http::Fields& fields) {
  return {std::string(trim(fields.text("acknowledgement"))), std::string(trim(fields.text("posted_on"))),
          std::string(trim(fields.text("late_reason")))};
}

AcknowledgementOffer offer_acknowledgement(const Visit& visit, const Complaint& complaint) {
  AcknowledgementOffer offer{complaint, hindrance_of(visit, complaint), {}};
  if (complaint.clock) offer.due_on = complaint.clock->acknowledgement_due_on;
  return offer;
}

Html acknowledgement_fields(const Visit& visit, const AcknowledgementOffer& offer, const AcknowledgementChoice& choice,
                            const ui::FieldErrors& errors) {
  const Language l = visit.language();
  Html fields = ui::radio_field(l,
                                {"acknowledgement", tr(l, "Acknowledgement of receipt"), way_shown(offer, choice), "",
                                 errors.of("acknowledgement"), true},
                                ways(l, offer));
  if (offer.hindrance) {
    return ui::notice(ui::Tone::Info, el("p", {}, tr(l, "No acknowledgement can leave now."), " ",
                                         ui::tr_message(l, *offer.hindrance))) +
           fields;
  }
  const auto posted_on = choice.posted_on.empty() && choice.way.empty() ? visit.today().iso() : choice.posted_on;
  const bool is_date = posted_on.empty() || Date::parse_iso(posted_on).has_value();
  fields += el("div", {{"class", "only-letter"}},
               ui::text_field(
                   l,
                   {"posted_on", tr(l, "Posted on"), posted_on,
                    tr(l, "Of a letter: this day counts. Its PDF is on the next page."), errors.of("posted_on"), false},
                   {{"type", is_date ? "date" : "text"}}));
  if (is_late(offer.due_on, visit.today())) fields += late_field(l, offer, choice, errors);
  return el("div", {{"class", "acknowledgement"}}, fields);
}

Result<std::optional<Dispatch>, std::vector<FieldRefusal>> dispatch_of(const AcknowledgementChoice& choice,
                                                                       const AcknowledgementOffer& offer, Date today) {
  if (choice.way == "none") return std::optional<Dispatch>();
  const auto via = via_named(choice.way);
  using Refusals = std::vector<FieldRefusal>;
  if (!via) return fail(Refusals{{"acknowledgement", "required", msg("Choose with or without acknowledgement.")}});
  if (offer.hindrance) return fail(Refusals{{"acknowledgement", "not_possible", *offer.hindrance}});
  const auto posted_on = Date::parse(choice.posted_on);
  if (*via == Via::Letter && !posted_on && !choice.posted_on.empty())
    return fail(Refusals{{"posted_on", "not_a_date", msg("This is not a date.")}});
  Dispatch dispatch{*via, {}, choice.late_reason};
  if (*via == Via::Letter) dispatch.posted_on = posted_on;
  auto refusals = objections_to(dispatch, offer.complaint, offer.due_on, today);
  for (auto& refusal : refusals) {
    if (refusal.field == "via") refusal.field = "acknowledgement";
  }
  if (!refusals.empty()) return fail(std::move(refusals));
  return std::optional(dispatch);
}

}  // namespace recours::complaints
