// R-413 R-761 Alarms before and after the legal dates: to the handler and who stands in for him; once late, or where
// nobody handles the complaint, to who answers for compliance too. One mail a day and person.
#include <algorithm>
#include <map>
#include <set>

#include "accounts/organisation_calendar.h"
#include "accounts/user_store.h"
#include "calendar/deadlines.h"
#include "complaints/alarm_store.h"
#include "complaints/delegation_store.h"
#include "complaints/firm_people_store.h"
#include "complaints/handling_actions.h"
#include "mail/outbox.h"
#include "ui/html.h"

namespace recours::complaints {
namespace {

// The first alarm is 5 calendar days before, moved back to a jour ouvré: holidays and a weekend at most.
constexpr int kHorizonDays = 14;

struct Alarm {
  const OpenDates* complaint;
  const char* due;  // acknowledgement, answer
  Date due_on;
};

std::vector<Alarm> alarms_on(const std::vector<OpenDates>& complaints, Date today, const calendar::Holidays& holidays) {
  std::vector<Alarm> alarms;
  for (const auto& complaint : complaints) {
    if (!complaint.acknowledged && calendar::is_alarm_day(complaint.acknowledgement_due_on, today, holidays)) {
      alarms.push_back({&complaint, "acknowledgement", complaint.acknowledgement_due_on});
    }
    if (calendar::is_alarm_day(complaint.answer_due_on, today, holidays)) {
      alarms.push_back({&complaint, "answer", complaint.answer_due_on});
    }
  }
  return alarms;
}

// Those given today and kept in the same transaction; what another process gave at the same time is left out.
std::vector<Alarm> marked(db::Transaction& transaction, const std::vector<Alarm>& alarms, Date today) {
  std::vector<Alarm> given;
  for (const auto& alarm : alarms) {
    if (mark_alarm(transaction, alarm.complaint->id, alarm.due, today)) given.push_back(alarm);
  }
  return given;
}

class Recipients {
 public:
  Recipients(db::Reader& reader, Date today)
      : reader_(reader),
        today_(today),
        handlers_(people_with(reader, accounts::Right::HandleComplaint, today)),
        compliance_(people_with(reader, accounts::Right::ManageComplaintData, today)) {}

  std::set<UserId> of(const Alarm& alarm) const {
    std::set<UserId> people;
    const auto& handler = alarm.complaint->handler;
    const bool handled = handler && std::find(handlers_.begin(), handlers_.end(), *handler) != handlers_.end();
    if (handled) people.insert(*handler);
    if (!handled || today_ > alarm.due_on) people.insert(compliance_.begin(), compliance_.end());
    return with_delegates(people);
  }

 private:
  std::set<UserId> with_delegates(std::set<UserId> people) const {
    for (const UserId person : std::set<UserId>(people)) {
      for (const UserId delegate : delegates_of(reader_, person, today_)) people.insert(delegate);
    }
    return people;
  }

  db::Reader& reader_;
  Date today_;
  std::vector<UserId> handlers_, compliance_;
};

std::string line_of(const Alarm& alarm, Date today, ui::Language language) {
  const bool answers = std::string_view(alarm.due) == "answer";
  const auto what = answers ? ui::tr(language, "answer due on {1}", alarm.due_on)
                            : ui::tr(language, "acknowledgement due on {1}", alarm.due_on);
  const auto days = static_cast<std::int64_t>(today.days_until(alarm.due_on));
  const auto when = days == 0  ? ui::tr(language, "today")
                    : days > 0 ? ui::trn(language, "in {1} day", "in {1} days", days)
                               : ui::trn(language, "late by {1} day", "late by {1} days", -days);
  return alarm.complaint->number + " – " + alarm.complaint->title + " – " + what + " (" + when + ")";
}

mail::Mail mail_to(const accounts::User& user, const std::vector<Alarm>& alarms, Date today) {
  const auto language = user.language;
  const auto count = static_cast<std::int64_t>(alarms.size());
  const auto hello = ui::tr(language, "Hello {1},", user.name);
  const auto intro = ui::tr(language, "These dates of the complaint register need your attention:");
  mail::Mail mail;
  mail.to = {user.name, user.email};
  mail.subject =
      ui::trn(language, "Complaint register: {1} date to keep", "Complaint register: {1} dates to keep", count);
  mail.text = hello + "\n\n" + intro + "\n";
  ui::Html items;
  for (const auto& alarm : alarms) {
    const auto line = line_of(alarm, today, language);
    mail.text += "- " + line + "\n";
    items += ui::el("li", {}, line);
  }
  mail.html = "<!doctype html>" + ui::el("html", {{"lang", ui::code_of(language)}},
                                         ui::el("body", {}, ui::el("p", {}, hello), ui::el("p", {}, intro),
                                                ui::el("ul", {}, std::move(items))))
                                      .str();
  mail.about_type = "complaint_alarm";
  mail.about_id = today.iso();
  return mail;
}

void tell(db::Transaction& transaction, const std::vector<Alarm>& alarms, Date today, Instant now) {
  const Recipients recipients(transaction, today);
  std::map<UserId, std::vector<Alarm>> letters;
  for (const auto& alarm : alarms) {
    for (const UserId person : recipients.of(alarm)) letters[person].push_back(alarm);
  }
  for (const auto& [person, theirs] : letters) {
    const auto user = accounts::find_user(transaction, person);
    if (user && accounts::is_active(*user, today)) mail::enqueue(transaction, mail_to(*user, theirs, today), now);
  }
}

}  // namespace

void give_alarms(db::Database& database, Instant now) {
  const Date today = paris_day(now);
  const auto reader = database.reader();
  const auto complaints = list_open_dates(*reader, today.plus_days(kHorizonDays));
  auto alarms = alarms_on(complaints, today, accounts::holidays_of(*reader));
  std::erase_if(alarms,
                [&](const Alarm& alarm) { return is_alarm_given(*reader, alarm.complaint->id, alarm.due, today); });
  if (alarms.empty()) return;
  database.write([&](db::Transaction& transaction) {
    const auto given = marked(transaction, alarms, today);
    if (!given.empty()) tell(transaction, given, today, now);
  });
}

}  // namespace recours::complaints
