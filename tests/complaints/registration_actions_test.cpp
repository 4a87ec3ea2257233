// Recording complaints: into the register and before it, changes of dates, the writing after an oral one, documents,
// traces.
#include "complaints/registration_actions.h"

#include <set>
#include <thread>

#include <boost/json.hpp>

#include "attachments/attachment_store.h"
#include "complaint_world.h"
#include "complaints/complaint_files.h"
#include "complaints/complaint_files_store.h"

namespace recours::complaints {
namespace {

class RegistrationActions : public testing_support::ComplaintWorld {
 protected:
  std::string refused(const accounts::Viewer& viewer, const Registration& said) {
    const auto registered = register_complaint(database(), viewer, {}, said, now);
    return registered ? "registered" : fields(registered.error());
  }
  static std::string fields(const Refusal& refusal) {
    std::string all = refusal.code + ":";
    for (const auto& field : refusal.fields) all += " " + field.field + "=" + field.code;
    return all;
  }
  // What the journal keeps of this action on this subject, newest first.
  std::vector<std::string> journal_of(const std::string& action, const std::string& subject) {
    return database().reader()->list(
        "SELECT c.content FROM journal_entry e JOIN journal_content c ON c.entry_id = e.id WHERE e.action = :action "
        "AND e.subject_id = :subject ORDER BY e.id DESC",
        {{"action", action}, {"subject", subject}}, [](const db::Row& row) { return row.get<std::string>("content"); });
  }
  attachments::Attachment file_of(const accounts::Viewer& viewer, const std::string& kind,
                                  const attachments::Owner& owner) {
    attachments::Attachment file;
    file.owner = owner;
    file.kind = kind;
    file.name = "lettre.pdf";
    file.sha256 = std::string(64, 'a');
    file.size = 10;
    file.uploaded_by = viewer.id;
    file.uploaded_at = now;
    file.id = database().write([&](db::Transaction& t) { return attachments::insert_attachment(t, file); });
    return file;
  }
};

// R-703 with the dates of complaints.md §5.
TEST_P(RegistrationActions, PutsAComplaintIntoTheRegister) {
  auto said = written();
  said.sent_on = Date::of(2026, 4, 30);
  said.received_on = Date::of(2026, 5, 4);
  said.grievances = {"Frais deux fois", "Pas de réponse"};
  const auto complaint = put_down(cast.odile, said);
  EXPECT_EQ(complaint.number, "REC-2026-000001");
  EXPECT_EQ(complaint.state, State::New);
  EXPECT_EQ(complaint.complainant.display_name(), "Camille Roussel");
  EXPECT_EQ(complaint.adviser, cast.odile.id);
  EXPECT_EQ(complaint.received_by, cast.odile.id) << "who records it, unless somebody is named";
  EXPECT_EQ(complaint.received_by_name, "Odile Perrin");
  ASSERT_TRUE(complaint.clock);
  EXPECT_EQ(complaint.clock->starts_on, Date::of(2026, 4, 30));
  EXPECT_EQ(complaint.clock->acknowledgement_due_on, Date::of(2026, 5, 15));
  EXPECT_EQ(complaint.clock->answer_due_on, Date::of(2026, 6, 30));
  EXPECT_EQ(complaint.clock->mediator_closes_on, Date::of(2027, 4, 30));
  EXPECT_EQ(complaint.next_due, "acknowledgement");
  EXPECT_EQ(complaint.next_due_on, Date::of(2026, 5, 15));
  EXPECT_EQ(complaint.links.at(0).label, "AV-000123 · Aurore Vie");
  EXPECT_EQ(complaint.grievances.at(1).text, "Pas de réponse");
  EXPECT_EQ(complaint.registered_at, now);
  const auto file = case_of(complaint.number);
  ASSERT_EQ(file.events.size(), 1U);
  EXPECT_EQ(file.events[0].command, "register");
  EXPECT_EQ(file.events[0].to_state, "new");
  EXPECT_EQ(file.events[0].actor_name, "Odile Perrin");
  EXPECT_EQ(journal_of("complaint.registered", complaint.number).size(), 1U);
}

TEST_P(RegistrationActions, BeforeThe31stOfDecember2022TheClockStartsAtReception) {
  auto said = written();
  said.sent_on = Date::of(2022, 12, 28);
  said.received_on = Date::of(2023, 1, 3);
  EXPECT_EQ(put_down(cast.odile, said).clock->starts_on, Date::of(2023, 1, 3));
  said.sent_on = Date::of(2022, 12, 31);
  EXPECT_EQ(put_down(cast.odile, said).clock->starts_on, Date::of(2022, 12, 31));
  said.sent_on = Date::of(1999, 12, 31);
  EXPECT_EQ(refused(cast.odile, said), "incomplete: sent_on=no_regime");
}

TEST_P(RegistrationActions, RefusesAllAtOnceAndDrawsNoNumber) {
  EXPECT_EQ(refused(cast.odile, {}),
            "incomplete: complainant.name=required sent_on=required received_on=required proof_of_sending=required "
            "complexity=required channel=required subject=required activity=required reason=required title=required "
            "details=required");
  auto strange = written();
  strange.contact = 999;
  EXPECT_EQ(refused(cast.odile, strange), "incomplete: contact_id=unknown_contact linked=unknown_link");
  EXPECT_EQ(refused(olga, written()), "incomplete: contact_id=unknown_contact linked=unknown_link")
      << "another adviser's client does not exist";
  auto people = written();
  people.received_by = augustin.id;
  people.handler = cast.odile.id;
  EXPECT_EQ(refused(cast.odile, people), "incomplete: received_by=unknown_person handler=unknown_person");
  people.received_by = UserId{999};
  people.handler = hakim.id;
  EXPECT_EQ(refused(cast.odile, people), "incomplete: received_by=unknown_person");
  auto wrong = written();
  wrong.sub_reason = "expertise";
  EXPECT_EQ(refused(cast.odile, wrong), "incomplete: sub_reason=not_of_reason");
  auto lost = written();
  lost.attachments = {999};
  EXPECT_EQ(refused(cast.odile, lost), "unknown_attachment: attachments=unknown_attachment");
  EXPECT_EQ(count("complaint"), 0);
  EXPECT_EQ(put_down(cast.odile, written()).number, "REC-2026-000001") << "no refusal left a gap";
  for (const auto* viewer : {&augustin, &raphael, &denise, &cast.claire, &cast.alice, &cast.admin})
    EXPECT_THROW((void)register_complaint(database(), *viewer, {}, written(), now), Forbidden) << viewer->name;
  auto reading = cast.odile;
  reading.read_only = true;
  EXPECT_THROW((void)register_complaint(database(), reading, {}, written(), now), Forbidden);
}

TEST_P(RegistrationActions, NumbersStartAnewEachYear) {
  EXPECT_EQ(put_down(cast.odile, written()).number, "REC-2026-000001");
  now = Instant::parse("2026-12-31T23:30:00.000Z").value();  // 2027 in Paris
  EXPECT_EQ(put_down(cast.odile, written()).number, "REC-2027-000001");
}

// No number is left out and none is given twice, whoever writes at the same time.
TEST_P(RegistrationActions, NumbersHaveNoGapUnderConcurrency) {
  constexpr int kEach = 8;
  const auto other = db::Database::open(address());
  const auto record = [&](db::Database& where) {
    for (int at = 0; at < kEach; ++at) {
      auto said = written();
      if (at % 3 == 2) said.title.clear();  // refused: takes no number with it
      (void)register_complaint(where, cast.odile, {}, said, now);
    }
  };
  std::thread one([&] { record(database()); }), two([&] { record(*other); });
  one.join();
  two.join();
  std::set<std::string> numbers;
  each_complaint(*database().reader(), colette, {}, today(), [&](const auto& item) { numbers.insert(item.number); });
  EXPECT_EQ(numbers.size(), 12U);
  EXPECT_EQ(*numbers.begin(), "REC-2026-000001");
  EXPECT_EQ(*numbers.rbegin(), "REC-2026-000012");
}

TEST_P(RegistrationActions, TheSameKeyRecordsOnce) {
  const accounts::IdempotencyKey key{cast.odile.id, "complaints", "k1", "hash"};
  const auto first = register_complaint(database(), cast.odile, {}, written(), now, key);
  const auto again = register_complaint(database(), cast.odile, {}, written(), now, key);
  ASSERT_TRUE(first && again);
  EXPECT_EQ(first->number, again->number);
  EXPECT_EQ(count("complaint"), 1);
  auto other = key;
  other.request_hash = "another";
  const auto reused = register_complaint(database(), cast.odile, {}, written(), now, other);
  ASSERT_FALSE(reused);
  EXPECT_EQ(reused.error().code, "idempotency_key_reused");
}

// R-700 A draft keeps what there is, however little; then it is the complaint.
TEST_P(RegistrationActions, ADraftBecomesTheComplaint) {
  Registration little;
  little.title = "À compléter";
  little.handler = cast.odile.id;                       // could not be chosen
  little.links = {{LinkKind::Contract, contract, ""}};  // of nobody chosen yet
  little.grievances = {"un"};
  const auto draft = save_draft(database(), cast.odile, {}, little, now);
  ASSERT_TRUE(draft);
  EXPECT_EQ(draft->state, State::Draft);
  EXPECT_FALSE(draft->clock);
  EXPECT_FALSE(draft->handler);
  EXPECT_TRUE(draft->links.empty()) << "a draft tells nothing of a stranger's contract";
  EXPECT_EQ(draft->grievances.size(), 1U);
  auto more = written();
  more.grievances = {"un", "deux"};
  const auto fuller = save_draft(database(), cast.odile, draft->id, more, now);
  ASSERT_TRUE(fuller);
  EXPECT_EQ(fuller->links.size(), 1U);
  EXPECT_EQ(fuller->grievances.size(), 2U);
  EXPECT_THROW((void)save_draft(database(), colette, draft->id, more, now), NotFound);
  EXPECT_THROW((void)register_complaint(database(), colette, draft->id, more, now), NotFound);
  const auto complaint = register_complaint(database(), cast.odile, draft->id, more, now);
  ASSERT_TRUE(complaint);
  EXPECT_EQ(complaint->id, draft->id);
  EXPECT_EQ(complaint->number, "REC-2026-000001");
  EXPECT_EQ(complaint->grievances.size(), 2U);
  EXPECT_THROW((void)register_complaint(database(), cast.odile, draft->id, more, now), NotFound)
      << "it is none any more";
  auto absurd = more;
  absurd.title = std::string(201, 'x');
  const auto refusal = save_draft(database(), cast.odile, {}, absurd, now);
  ASSERT_FALSE(refusal);
  EXPECT_EQ(fields(refusal.error()), "incomplete: title=too_long");
}

TEST_P(RegistrationActions, ADiscardedDraftGivesItsFilesBack) {
  const auto draft = save_draft(database(), cast.odile, {}, written(), now);
  ASSERT_TRUE(draft);
  file_of(cast.odile, "other", {kComplaintFiles, draft->id.value});
  EXPECT_THROW(discard_draft(database(), colette, draft->id, now), NotFound);
  discard_draft(database(), cast.odile, draft->id, now);
  EXPECT_EQ(count("complaint"), 0);
  EXPECT_EQ(attachments::list_attachments(*database().reader(), {"user", cast.odile.id.value}).size(), 1U);
  EXPECT_EQ(journal_of("complaint.draft_discarded", std::to_string(draft->id.value)).size(), 1U);
  const auto complaint = put_down(cast.odile, written());
  EXPECT_THROW(discard_draft(database(), cast.odile, complaint.id, now), NotFound) << "the register keeps all";
}

//
TEST_P(RegistrationActions, DocumentsGoWithTheComplaintAndAreSeenByWhoSeesIt) {
  const auto loose = file_of(cast.odile, "mandate", {"user", cast.odile.id.value});
  attachments::FormRequest request;
  request.subject = "Documents";
  const auto form = attachments::open_form(database(), cast.odile, request, now);
  auto waiting = file_of(cast.odile, "envelope", form.place());
  auto said = written();
  said.attachments = {loose.id.value};
  said.upload_form = form.key;
  const auto complaint = put_down(cast.odile, said);
  const attachments::Owner owner{kComplaintFiles, complaint.id.value};
  EXPECT_EQ(attachments::list_attachments(*database().reader(), owner).size(), 2U);
  EXPECT_TRUE(attachments::find_form(*database().reader(), form.id)->closed_at);

  attachments::Owners owners;
  register_attachment_owners(owners);
  const auto reader = database().reader();
  for (const auto* viewer : {&cast.odile, &colette, &hakim, &augustin, &denise, &raphael})
    EXPECT_TRUE(attachments::is_visible(*reader, owners, *viewer, owner)) << viewer->name;
  for (const auto* viewer : {&olga, &cast.claire, &cast.alice, &cast.admin})
    EXPECT_FALSE(attachments::is_visible(*reader, owners, *viewer, owner)) << viewer->name;
  for (const auto* viewer : {&cast.odile, &hakim, &raphael})
    EXPECT_FALSE(attachments::objection_to_change(*reader, owners, *viewer, owner)) << viewer->name;
  for (const auto* viewer : {&augustin, &denise})
    EXPECT_EQ(attachments::objection_to_change(*reader, owners, *viewer, owner)->code, "read_only") << viewer->name;
  EXPECT_EQ(owners.rules_of(kComplaintFiles)->find(*reader, cast.odile, complaint.number), complaint.id.value);
  EXPECT_FALSE(owners.rules_of(kComplaintFiles)->find(*reader, olga, complaint.number));
  EXPECT_EQ(attachments::subject_of(*reader, owners, owner).second, complaint.number);
}

//
TEST_P(RegistrationActions, AChangeOfDatesAsksWhyAndKeepsTheOldOnes) {
  const auto complaint = put_down(cast.odile, written());
  auto said = written();
  said.title = "Frais d’octobre";
  auto changed = change_complaint(database(), hakim, complaint.number, said, "", complaint.version, now);
  ASSERT_TRUE(changed) << fields(changed.error());
  EXPECT_EQ(changed->title, "Frais d’octobre");
  EXPECT_EQ(changed->version, 2);
  EXPECT_EQ(changed->clock->acknowledgement_due_on, complaint.clock->acknowledgement_due_on);
  EXPECT_EQ(changed->links.size(), 1U);

  said.sent_on = Date::of(2026, 11, 3);
  const auto without = change_complaint(database(), hakim, complaint.number, said, " ", 2, now);
  ASSERT_FALSE(without);
  EXPECT_EQ(fields(without.error()), "incomplete: change_reason=required");
  changed = change_complaint(database(), hakim, complaint.number, said, "Cachet relu", 2, now);
  ASSERT_TRUE(changed);
  EXPECT_EQ(changed->clock->acknowledgement_due_on, Date::of(2026, 11, 16));
  const auto events = case_of(complaint.number).events;
  ASSERT_EQ(events.size(), 3U);
  EXPECT_EQ(events[0].command, "edit");
  EXPECT_EQ(events[0].reason, "Cachet relu");
  EXPECT_EQ(events[0].detail,
            "sent_on: 2026-11-02 → 2026-11-03, acknowledgement_due_on: 2026-11-14 → 2026-11-16, "
            "answer_due_on: 2027-01-02 → 2027-01-03");
  const auto kept = journal_of("complaint.edit", complaint.number);
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_NE(kept[0].find("\"sent_on\":{\"from\":\"2026-11-02\",\"to\":\"2026-11-03\"}"), std::string::npos) << kept[0];

  const auto stale = change_complaint(database(), hakim, complaint.number, said, "", 2, now);
  ASSERT_FALSE(stale);
  EXPECT_EQ(stale.error().kind, Refusal::Kind::Conflict);
  EXPECT_THROW((void)change_complaint(database(), cast.odile, complaint.number, said, "", 3, now), Forbidden);
  EXPECT_THROW((void)change_complaint(database(), hakim, "REC-2026-000009", said, "", 1, now), NotFound);
}

TEST_P(RegistrationActions, AnOralComplaintHasNoClockAndASpokenOneTurnsWrittenOnlyWithReason) {
  const auto complaint = put_down(cast.odile, spoken());
  EXPECT_FALSE(complaint.clock);
  EXPECT_FALSE(complaint.next_due_on);
  const auto changed = change_complaint(database(), hakim, complaint.number, written(), "", 1, now);
  ASSERT_FALSE(changed);
  EXPECT_EQ(fields(changed.error()), "incomplete: change_reason=required");
}

//
TEST_P(RegistrationActions, TheFirstWritingStartsTheClock) {
  auto said = spoken();
  said.invited_to_write_on = Date::of(2026, 11, 5);
  const auto complaint = put_down(cast.odile, said);
  const Writing writing{Date::of(2026, 11, 9), Date::of(2026, 11, 10), "email_header"};
  const auto bad = record_writing(database(), cast.odile, complaint.number,
                                  {Date::of(2026, 11, 10), Date::of(2026, 11, 9), ""}, 1, now);
  ASSERT_FALSE(bad);
  EXPECT_EQ(fields(bad.error()), "incomplete: received_on=before_sent proof_of_sending=required");
  const auto recorded = record_writing(database(), cast.odile, complaint.number, writing, 1, now);
  ASSERT_TRUE(recorded) << fields(recorded.error());
  EXPECT_EQ(recorded->clock->starts_on, Date::of(2026, 11, 9));
  EXPECT_EQ(recorded->sent_on, writing.sent_on);
  EXPECT_EQ(recorded->medium, "durable");
  EXPECT_EQ(recorded->invited_to_write_on, said.invited_to_write_on);
  EXPECT_EQ(recorded->next_due, "acknowledgement");
  EXPECT_EQ(count("complaint_writing WHERE spoken_medium = 'oral' AND spoken_received_on = '2026-11-04'"), 1);
  const auto event = case_of(complaint.number).events.at(0);
  EXPECT_EQ(event.command, "record_writing");
  EXPECT_TRUE(event.detail.starts_with("sent_on: – → 2026-11-09, received_on: 2026-11-04 → 2026-11-10"))
      << event.detail;
  const auto twice = record_writing(database(), cast.odile, complaint.number, writing, 2, now);
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().code, "already_written");
}

RECOURS_ON_BOTH_ENGINES(RegistrationActions);

}  // namespace
}  // namespace recours::complaints
