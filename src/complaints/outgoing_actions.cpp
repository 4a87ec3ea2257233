#include "complaints/outgoing_actions.h"

#include <algorithm>

#include "base/text.h"
#include "complaints/complaint_writes_store.h"
#include "complaints/dues.h"
#include "complaints/typed_text.h"
#include "mail/outbox.h"
#include "ui/html.h"

namespace recours::complaints {
namespace {

void check_posting(const Dispatch& dispatch, const Complaint& complaint, Date today,
                   std::vector<FieldRefusal>& refusals) {
  if (!dispatch.posted_on) {
    refusals.push_back({"posted_on", "required", msg("Enter the day the letter was posted.")});
  } else if (*dispatch.posted_on > today) {
    refusals.push_back({"posted_on", "in_future", msg("This day is still to come.")});
  } else if (complaint.received_on && *dispatch.posted_on < *complaint.received_on) {
    refusals.push_back(
        {"posted_on", "before_reception", msg("The complaint was received on {1} only.", *complaint.received_on)});
  }
}

// Each line of the letter a line of the mail, blank lines between paragraphs.
ui::Html paragraphs_of(const std::string& text) {
  ui::Html body, paragraph;
  const auto flush = [&] {
    if (!paragraph.empty()) body += ui::el("p", {}, std::move(paragraph));
    paragraph = {};
  };
  for (const auto& line : split(text, '\n')) {
    if (trim(line).empty()) {
      flush();
      continue;
    }
    if (!paragraph.empty()) paragraph += ui::el("br", {});
    paragraph += ui::Html(line);
  }
  flush();
  return body;
}

std::string html_of(const std::string& text) {
  constexpr const char* style = "font-family:Arial,sans-serif;color:#1c2430;font-size:14px;line-height:1.5";
  return "<!doctype html>" +
         ui::el("html", {{"lang", "fr"}}, ui::el("body", {{"style", style}}, paragraphs_of(text))).str();
}

Refusal mediator_missing(const Complaint& complaint, ui::Language language) {
  const auto activity = label_of(language, activities(), complaint.activity);
  const auto message =
      msg("No mediator is entered for the activity {1}: enter one under Compliance › Mediators.", activity);
  return {"mediator_missing", message, {{"mediator", "mediator_missing", message}}, Refusal::Kind::Rule};
}

Refusal not_written() {
  return {"not_written",
          msg("This complaint is oral: record the written one first, which starts the delays."),
          {},
          Refusal::Kind::Rule};
}

}  // namespace

// R-711 R-712
std::vector<FieldRefusal> objections_to(const Dispatch& dispatch, const Complaint& complaint,
                                        std::optional<Date> due_on, Date today) {
  std::vector<FieldRefusal> refusals;
  if (dispatch.via == Via::Letter) {
    check_posting(dispatch, complaint, today, refusals);
  } else if (complaint.complainant.email.empty()) {
    refusals.push_back({"via", "email_missing",
                        msg("No e-mail address of the complainant is known: send a letter, or add the address.")});
  }
  const Date leaves_on = dispatch.via == Via::Letter ? dispatch.posted_on.value_or(today) : today;
  const Needed needed = is_late(due_on, leaves_on) ? Needed::Yes : Needed::No;
  if (needed == Needed::Yes && trim(dispatch.late_reason).empty()) {
    refusals.push_back({"late_reason", "required", msg("This was due on {1}: give the reason of the delay.", *due_on)});
  } else {
    check_typed("late_reason", dispatch.late_reason, kLongestReason, Needed::No, refusals);
  }
  return refusals;
}

// R-715 R-741
std::optional<Refusal> objection_to(const PreparedLetter& letter, const Complaint& complaint,
                                    const accounts::Viewer& viewer) {
  const auto lacks = [&](const char* name) {
    return std::find(letter.missing.begin(), letter.missing.end(), name) != letter.missing.end();
  };
  if (letter.missing.empty()) return std::nullopt;
  if (lacks("mediator")) return mediator_missing(complaint, viewer.language);
  if (lacks("sent_on") || lacks("answer_due_on")) return not_written();
  std::vector<FieldRefusal> fields;
  for (const auto& name : letter.missing) {
    fields.push_back({name, "required", msg("The letter cannot leave without this: {1}.", name)});
  }
  return incomplete(std::move(fields));
}

std::string recipient_of(const Complaint& complaint, Via via) {
  const auto& who = complaint.complainant;
  if (via == Via::Email) return who.email;
  const auto address = address_of(who);
  return address.empty() ? who.display_name() : who.display_name() + "\n" + address;
}

std::int64_t enqueue_letter(Turn& turn, const WrittenLetter& letter) {
  mail::Mail mail;
  mail.to = {turn.complaint.complainant.display_name(), turn.complaint.complainant.email};
  mail.subject = letter.subject;
  mail.text = letter.text;
  mail.html = html_of(letter.text);
  mail.about_type = "complaint";
  mail.about_id = turn.complaint.number;
  return mail::enqueue(turn.transaction, mail, turn.act.now).value;
}

std::optional<Refusal> send_letter(Turn& turn, const Sending& sending) {
  const auto& dispatch = sending.dispatch;
  auto refusals = objections_to(dispatch, turn.complaint, sending.due_on, turn.today);
  if (!refusals.empty()) return incomplete(std::move(refusals));
  const auto prepared = prepare_letter(turn.transaction, turn.complaint, name_of(sending.kind), turn.act.viewer,
                                       sending.wish, turn.today);
  if (auto refusal = objection_to(prepared, turn.complaint, turn.act.viewer)) return refusal;
  Letter letter;
  letter.kind = sending.kind;
  letter.via = dispatch.via;
  letter.recipient = recipient_of(turn.complaint, dispatch.via);
  letter.subject = prepared.written.subject;
  letter.text = prepared.written.text;
  letter.letterhead = letterhead(turn.transaction);
  letter.new_date = sending.wish.new_date;
  letter.late_reason = trim(dispatch.late_reason);
  letter.reason = sending.wish.reason;
  if (dispatch.via == Via::Email)
    letter.outbox_id = enqueue_letter(turn, prepared.written);
  else
    letter.posted_on = letter.counted_on = dispatch.posted_on;
  const auto id = insert_letter(turn.transaction, turn.complaint.id, letter, turn.act.viewer.id, turn.act.now);
  turn.event.detail = name_of(dispatch.via);
  turn.noted["letter_id"] = id.value;
  turn.noted["via"] = name_of(dispatch.via);
  turn.noted["recipient"] = letter.recipient;
  if (!letter.late_reason.empty()) turn.noted["late_reason"] = letter.late_reason;
  return std::nullopt;
}

}  // namespace recours::complaints
