#include "cli/demo_complaints.h"

#include <algorithm>
#include <functional>
#include <map>
#include <stdexcept>

#include <fmt/format.h>
#include <boost/json.hpp>

#include "accounts/organisation_calendar.h"
#include "accounts/user_actions.h"
#include "accounts/user_store.h"
#include "cli/demo_files.h"
#include "complaints/complaint_files.h"
#include "complaints/complaint_store.h"
#include "complaints/delegation_actions.h"
#include "complaints/handling_actions.h"
#include "complaints/letter_text.h"
#include "complaints/regime_store.h"
#include "complaints/registration_actions.h"
#include "contacts/contact_store.h"
#include "contacts/import_actions.h"
#include "contacts/record_store.h"

namespace recours::cli {
namespace {

namespace json = boost::json;
using complaints::Act;
using complaints::Dispatch;
using complaints::Outcome;
using complaints::Via;

struct Person {
  const char* key;  // in the data, and before the @
  const char* name;
  accounts::Role role;
};
constexpr Person kPeople[] = {
    {"mathilde", "Mathilde Coste", accounts::Role::Adviser},
    {"youssef", "Youssef Lamrani", accounts::Role::Adviser},
    {"berenice", "Bérénice Vautrin", accounts::Role::Handler},
    {"gaspard", "Gaspard Ollivier", accounts::Role::Reviewer},
    {"solene", "Solène Abadie", accounts::Role::Compliance},
    {"edouard", "Édouard Kessler", accounts::Role::Director},
    {"irene", "Irène Maréchal", accounts::Role::Auditor},
};
std::string email_of(std::string_view key) { return fmt::format("{}@orvance.example", key); }

std::string text_of(const json::object& from, std::string_view member) {
  const auto* value = from.if_contains(member);
  return value ? std::string(value->as_string()) : std::string();
}

std::int64_t number_of(const json::object& from, std::string_view member, std::int64_t otherwise) {
  const auto* value = from.if_contains(member);
  return value ? value->as_int64() : otherwise;
}

[[noreturn]] void refused(const std::string& where, const Refusal& refusal) {
  throw std::runtime_error(
      fmt::format("demo complaint {} refused: {} {}", where, refusal.code,
                  refusal.fields.empty() ? "" : refusal.fields.front().field + " " + refusal.fields.front().code));
}

// Who did what, on which day after the complaint was sent; carried out in the order of time, so that numbers, letters
// and history follow each other as they would have.
class Register {
 public:
  Register(db::Database& database, const attachments::Depot& depot, Instant now)
      : database_(database), depot_(depot), now_(now), today_(paris_day(now)) {
    const auto reader = database.reader();
    for (const auto& person : kPeople) {
      const auto user = accounts::find_user_by_email(*reader, email_of(person.key));
      people_.emplace(person.key, accounts::viewer_of(user.value(), "cli"));
    }
    regimes_ = complaints::list_regimes(*reader);
    holidays_.emplace(accounts::holidays_of(*reader));
  }

  void tell(const json::object& story);
  void happen() {
    for (const auto& [at, deed] : deeds_) deed(at);
  }
  const accounts::Viewer& person(const std::string& key) const { return people_.at(key); }

 private:
  using Deed = std::function<void(Instant at)>;

  Date day_sent(const json::object& story) const;
  // On that day in the morning, one after the other; never after now.
  void on(Date day, Deed deed);
  complaints::Registration registration(const json::object& story, Date sent_on) const;
  void name_client(const json::object& story, complaints::Registration& said) const;
  void add_file(const json::object& story, const std::string& number, const accounts::Viewer& who, Instant at) const;
  void step(const std::string& number, const json::object& said, Instant at) const;
  Outcome act(const Act& act, const std::string& verb, const json::object& said) const;
  Outcome act_on_case(const Act& act, const std::string& verb, const json::object& said) const;
  Outcome act_on_answer(const Act& act, const std::string& verb, const json::object& said) const;
  complaints::CaseFile file_of(const Act& act) const {
    const auto reader = database_.reader();
    return complaints::load_case(*reader, complaints::require_complaint(*reader, act.viewer, act.number));
  }

  db::Database& database_;
  const attachments::Depot& depot_;
  Instant now_;
  Date today_;
  std::map<std::string, accounts::Viewer> people_;
  std::vector<calendar::Regime> regimes_;
  std::optional<calendar::Holidays> holidays_;
  std::multimap<Instant, Deed> deeds_;
};

// "sent": so many days ago. "acknowledgement_due_in", "answer_due_in": sent on the last day whose date is then, or the
// next one that exists.
Date Register::day_sent(const json::object& story) const {
  if (const auto* days = story.if_contains("sent")) return today_.plus_days(-static_cast<int>(days->as_int64()));
  const bool is_answer = story.contains("answer_due_in");
  const Date wanted =
      today_.plus_days(static_cast<int>(story.at(is_answer ? "answer_due_in" : "acknowledgement_due_in").as_int64()));
  for (Date day = today_.plus_days(is_answer ? -90 : -25);; day = day.plus_days(1)) {
    const auto* regime = calendar::regime_on(regimes_, story.at("activity").as_string(), day);
    const auto dates = calendar::deadlines(day, day, *regime, *holidays_);
    if ((is_answer ? dates.answer_due_on : dates.acknowledgement_due_on()) >= wanted) return day;
  }
}

void Register::on(Date day, Deed deed) {
  const Instant morning = Instant::parse(day.iso() + "T07:00:00.000Z").value();
  const auto later = std::chrono::minutes(deeds_.size());
  const Instant wished = morning.plus(later);
  const Instant latest = now_.plus(-std::chrono::minutes(1));
  deeds_.emplace(std::min(wished, latest), std::move(deed));
}

void Register::name_client(const json::object& story, complaints::Registration& said) const {
  const auto* ref = story.if_contains("contact");
  if (!ref) {
    const auto& who = story.at("complainant").as_object();
    said.complainant.name = text_of(who, "name");
    said.complainant.first_name = text_of(who, "first_name");
    said.complainant.email = text_of(who, "email");
    said.complainant.city = text_of(who, "city");
    return;
  }
  const auto reader = database_.reader();
  const std::string name(ref->as_string());
  said.contact = contacts::contacts_by_ref(*reader, {name}).at(name).id.value;
  if (const auto contract = text_of(story, "contract"); !contract.empty())
    said.links.push_back(
        {complaints::LinkKind::Contract, contacts::contracts_by_ref(*reader, {contract}).at(contract).id.value, ""});
  if (const auto loss = text_of(story, "loss"); !loss.empty())
    said.links.push_back({complaints::LinkKind::Loss, contacts::losses_by_ref(*reader, {loss}).at(loss).id.value, ""});
  if (const auto project = text_of(story, "project"); !project.empty())
    said.links.push_back(
        {complaints::LinkKind::Project, contacts::projects_by_ref(*reader, {project}).at(project).id.value, ""});
}

complaints::Registration Register::registration(const json::object& story, Date sent_on) const {
  complaints::Registration said;
  name_client(story, said);
  if (const auto medium = text_of(story, "medium"); !medium.empty()) said.medium = medium;
  if (complaints::has_clock(said.medium)) {
    said.sent_on = sent_on;
    said.proof_of_sending = text_of(story, "proof");
  }
  said.received_on = std::min(sent_on.plus_days(static_cast<int>(number_of(story, "received", 1))), today_);
  said.channel = text_of(story, "channel");
  said.activity = text_of(story, "activity");
  said.complexity = text_of(story, "complexity");
  said.subject = text_of(story, "subject");
  said.title = text_of(story, "title");
  said.details = text_of(story, "details");
  said.reason = text_of(story, "reason");
  said.sub_reason = text_of(story, "sub_reason");
  said.product = text_of(story, "product");
  said.capacity = text_of(story, "capacity");
  said.expected_outcome = text_of(story, "expected");
  said.persons = text_of(story, "persons");
  said.third_parties = text_of(story, "third_parties");
  if (said.capacity.empty()) said.capacity = "client";
  if (const auto handler = text_of(story, "handler"); !handler.empty()) said.handler = person(handler).id;
  if (const auto* grievances = story.if_contains("grievances")) {
    for (const auto& text : grievances->as_array()) said.grievances.emplace_back(text.as_string());
  }
  return said;
}

// The letter that arrived, as a PDF of its own.
void Register::add_file(const json::object& story, const std::string& number, const accounts::Viewer& who,
                        Instant at) const {
  const auto complaint = complaints::require_complaint(*database_.reader(), who, number);
  complaints::LetterFacts facts;
  facts.complainant = "Groupe Orvance";
  facts.address = "18 quai des Lavandières\n21000 Dijon";
  facts.today = complaint.sent_on.value_or(*complaint.received_on);
  const std::string sender = complaint.complainant.display_name();
  const auto bytes = complaints::letter_pdf(
      sender, facts, {complaint.title, "Madame, Monsieur,\n\n" + complaint.details + "\n\n" + sender});
  const auto sent =
      attachments::upload(database_, depot_, who, {complaints::kComplaintFiles, complaint.id.value},
                          {text_of(story, "file"), bytes, "original_complaint", "", attachments::Source::Desk}, at);
  if (!sent) refused(text_of(story, "file"), sent.error());
}

Outcome Register::act(const Act& act, const std::string& verb, const json::object& said) const {
  const Dispatch letter{Via::Letter, paris_day(act.now), text_of(said, "late")};
  if (verb == "acknowledge") return complaints::acknowledge(act, letter);
  if (verb == "acknowledge_by_mail") return complaints::acknowledge(act, {Via::Email, {}, text_of(said, "late")});
  if (verb == "progress") return complaints::resend_progress(act, letter);
  if (verb == "holding") {
    return complaints::send_holding_letter(act, letter, text_of(said, "text"),
                                           paris_day(act.now).plus_days(static_cast<int>(number_of(said, "in", 20))));
  }
  if (verb == "transfer") return complaints::transfer(act, text_of(said, "institution"), text_of(said, "text"), letter);
  return act_on_answer(act, verb, said);
}

Outcome Register::act_on_answer(const Act& act, const std::string& verb, const json::object& said) const {
  if (verb == "draft") return complaints::draft_answer(act, {}, text_of(said, "text"));
  if (verb == "propose") return complaints::propose_answer(act, {}, text_of(said, "text"));
  if (verb == "approve" || verb == "refuse") {
    return complaints::review_answer(act, file_of(act).answers.back().id,
                                     {verb == "approve", text_of(said, "code"), text_of(said, "text")});
  }
  if (verb == "send") {
    return complaints::send_answer(act, file_of(act).answers.back().id,
                                   {Via::Letter, paris_day(act.now), text_of(said, "late")});
  }
  return act_on_case(act, verb, said);
}

complaints::Decision decision_of(const json::object& said) {
  complaints::Decision decision;
  decision.decision = text_of(said, "decision");
  decision.finding = text_of(said, "finding");
  decision.solution = text_of(said, "solution");
  decision.root_cause = text_of(said, "root_cause");
  decision.dysfunction = text_of(said, "dysfunction");
  if (const auto cents = Money::parse_cents(text_of(said, "amount"))) decision.amount = Money{*cents};
  return decision;
}

// What most cases need little else of.
Outcome Register::act_on_case(const Act& act, const std::string& verb, const json::object& said) const {
  const auto text = text_of(said, "text");
  if (verb == "take") return complaints::take_in_hand(act, act.viewer.id);
  if (verb == "note") return complaints::add_note(act, text);
  if (verb == "decide") {
    for (const auto& grievance : file_of(act).complaint.grievances) {
      const auto found = complaints::set_finding(act, grievance.id, text_of(said, "finding"), "");
      if (!found) return found;
    }
    return complaints::decide(act, decision_of(said));
  }
  if (verb == "close") return complaints::close(act);
  if (verb == "waive") return complaints::close_by_waiver(act, text_of(said, "code"), text);
  if (verb == "resume") return complaints::resume(act, text);
  if (verb == "reopen") return complaints::reopen(act, text);
  if (verb == "cancel") return complaints::cancel(act, text);
  if (verb == "requalify") return complaints::requalify(act, text_of(said, "code"), text);
  if (verb == "mediation") return complaints::record_mediation(act, {text_of(said, "code"), text, paris_day(act.now)});
  if (verb == "correct") {
    complaints::CorrectiveAction action;
    action.kind = text_of(said, "code");
    action.description = text;
    action.owner = person(text_of(said, "owner")).id;
    action.due_on = paris_day(act.now).plus_days(static_cast<int>(number_of(said, "in", 30)));
    action.check_on = action.due_on.plus_days(60);
    return complaints::add_corrective_action(act, action);
  }
  if (verb == "corrected") {
    return complaints::complete_corrective_action(act, file_of(act).corrective_actions.back().id, text_of(said, "code"),
                                                  text);
  }
  throw std::logic_error("the demo knows no verb " + verb);
}

void Register::step(const std::string& number, const json::object& said, Instant at) const {
  const Act on{database_, person(text_of(said, "who")), number, std::nullopt, at, std::nullopt};
  const auto verb = text_of(said, "do");
  if (verb == "writing") {
    const auto complaint = complaints::require_complaint(*database_.reader(), on.viewer, number);
    const complaints::Writing writing{paris_day(at), paris_day(at), "email_header"};
    const auto written = complaints::record_writing(database_, on.viewer, number, writing, complaint.version, at);
    if (!written) refused(number + " " + verb, written.error());
    return;
  }
  if (const auto done = act(on, verb, said); !done) refused(number + " " + verb, done.error());
}

void Register::tell(const json::object& story) {
  const Date sent_on = day_sent(story);
  const auto number = std::make_shared<std::string>();
  const auto day = [&](std::int64_t after) { return std::min(sent_on.plus_days(static_cast<int>(after)), today_); };
  on(day(number_of(story, "registered", number_of(story, "received", 1))), [this, story, sent_on, number](Instant at) {
    const auto& who = person(text_of(story, "by"));
    const auto registered = complaints::register_complaint(database_, who, {}, registration(story, sent_on), at);
    if (!registered) refused(text_of(story, "title"), registered.error());
    *number = registered->number;
    if (story.contains("file")) add_file(story, *number, who, at);
  });
  const auto* steps = story.if_contains("steps");
  if (!steps) return;
  for (const auto& said : steps->as_array()) {
    const auto& object = said.as_object();
    on(day(object.at("day").as_int64()), [this, object, number](Instant at) { step(*number, object, at); });
  }
}

}  // namespace

void make_demo_desk(db::Database& database, const std::string& password, const journal::Actor& actor, Instant founded,
                    Instant now) {
  for (const auto& person : kPeople) {
    const accounts::NewUser user{
        .email = email_of(person.key), .name = person.name, .phone = "", .roles = {person.role}};
    if (auto added = accounts::add_user(database, actor, user, password, founded); !added) {
      throw std::runtime_error(fmt::format("{}: {}", user.email, added.error().code));
    }
  }
  for (const char* name : {"contacts", "projects", "contracts", "losses"}) {
    const auto file = demo_file(fmt::format("{}.csv", name), paris_day(now));
    expect_imported(contacts::import_contacts(database, contacts::import_kind_named(name).value(), file,
                                              contacts::ImportRun::Real, actor, now));
  }
}

void make_demo_complaints(db::Database& database, const attachments::Depot& depot, Instant now) {
  Register demo(database, depot, now);
  const auto stories = json::parse(demo_bytes("complaints.json"));
  for (const auto& story : stories.as_array()) demo.tell(story.as_object());
  demo.happen();
  const Date today = paris_day(now);
  const complaints::Absence absence{demo.person("solene").id, today.plus_days(12), today.plus_days(26)};
  const auto delegated = complaints::delegate_complaints(database, demo.person("berenice"), absence, now);
  if (!delegated) refused("delegation", delegated.error());
}

}  // namespace recours::cli
