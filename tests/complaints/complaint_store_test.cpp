// Complaints in the database: who sees which, lists with every filter, search, cursor, counts, similar ones, lists of
// codes.
#include "complaints/complaint_store.h"

#include "complaint_world.h"
#include "complaints/complaint_writes_store.h"
#include "complaints/list_store.h"

namespace recours::complaints {
namespace {

class ComplaintStore : public testing_support::ComplaintWorld {
 protected:
  std::string numbers(const accounts::Viewer& viewer, const ComplaintFilter& filter, Page page = {}) {
    std::string all;
    for (const auto& item : list_complaints(*database().reader(), viewer, filter, today(), page).items)
      all += (all.empty() ? "" : " ") + item.number.substr(item.number.size() - 1);
    return all;
  }
  std::string searched(const std::string& text, const accounts::Viewer& viewer) {
    ComplaintFilter filter;
    filter.text = text;
    return numbers(viewer, filter);
  }
  void set(const std::string& number, const std::function<void(Complaint&)>& change) {
    auto complaint = reload(number);
    change(complaint);
    database().write([&](db::Transaction& transaction) { update_complaint(transaction, complaint, now); });
  }
  Registration sent(Date day) const {
    auto said = written();
    said.sent_on = day;
    said.received_on = day;
    return said;
  }
};

// R-706 Own clients and those one received; the firm for who handles; nothing for who works elsewhere.
TEST_P(ComplaintStore, IsSeenByWhoMay) {
  const auto clients = put_down(cast.odile, written()).number;    // 1
  const auto received = put_down(olga, unknown_person()).number;  // 2
  const auto reader = database().reader();
  const auto sees = [&](const accounts::Viewer& viewer, const std::string& number) {
    try {
      return require_complaint(*reader, viewer, number).number == number;
    } catch (const NotFound&) {
      return false;
    }
  };
  for (const auto* viewer : {&hakim, &colette, &raphael, &denise, &augustin}) {
    EXPECT_TRUE(sees(*viewer, clients) && sees(*viewer, received)) << viewer->name;
    EXPECT_EQ(numbers(*viewer, {}), "2 1") << viewer->name;
  }
  EXPECT_TRUE(sees(cast.odile, clients));
  EXPECT_FALSE(sees(cast.odile, received));
  EXPECT_EQ(numbers(cast.odile, {}), "1");
  EXPECT_EQ(numbers(olga, {}), "2");
  EXPECT_EQ(searched("delmas", olga), "2");
  EXPECT_EQ(searched("delmas", cast.odile), "") << "a search leads nowhere a list does not";
  for (const auto* viewer : {&cast.claire, &cast.alice, &cast.admin}) {
    EXPECT_FALSE(sees(*viewer, clients)) << viewer->name;
    EXPECT_EQ(numbers(*viewer, {}), "") << viewer->name;
    EXPECT_EQ(count_complaints(*reader, *viewer, {}, today()).count, 0) << viewer->name;
  }
  // The client moves to another adviser, and what one may see with it.
  const auto contact = contacts::require_contact(*reader, colette, camille);
  ASSERT_FALSE(contacts::change_contact(database(), colette, camille,
                                        contacts::draft_of(contact).set("adviser", std::to_string(olga.id.value)),
                                        contact.version, now));
  EXPECT_EQ(numbers(olga, {}), "2 1");
  EXPECT_EQ(numbers(cast.odile, {}), "1") << "she received it";
}

//
TEST_P(ComplaintStore, DraftsAreInNoList) {
  const auto draft = save_draft(database(), cast.odile, {}, written(), now);
  ASSERT_TRUE(draft);
  EXPECT_EQ(draft->number, "");
  for (const auto* viewer : {&cast.odile, &colette}) {
    EXPECT_EQ(numbers(*viewer, {}), "");
    ComplaintFilter drafts;
    drafts.states = {"draft"};
    EXPECT_EQ(numbers(*viewer, drafts), "");
    EXPECT_EQ(searched("arbitrage", *viewer), "");
    EXPECT_EQ(count_complaints(*database().reader(), *viewer, {}, today()).count, 0);
  }
  EXPECT_EQ(list_drafts(*database().reader(), cast.odile).size(), 1U);
  EXPECT_EQ(list_drafts(*database().reader(), colette).size(), 0U);
  EXPECT_THROW(require_draft(*database().reader(), colette, draft->id), NotFound);
  EXPECT_THROW(require_complaint(*database().reader(), cast.odile, ""), NotFound);
}

TEST_P(ComplaintStore, EveryFilterNarrows) {
  const auto one = put_down(cast.odile, written()).number;
  auto other = unknown_person();
  other.channel = "email";
  other.subject = "other";
  other.complexity = "high";
  other.product = "auto";
  other.reason = "other";
  other.sub_reason = "";
  other.activity = "credit";
  other.sent_on = Date::of(2026, 10, 1);
  other.handler = hakim.id;
  const auto two = put_down(olga, other).number;
  set(two, [](Complaint& complaint) { complaint.state = State::InProgress; });
  const auto with = [&](const std::function<void(ComplaintFilter&)>& choose) {
    ComplaintFilter filter;
    choose(filter);
    const auto found = numbers(colette, filter);
    const auto counted = count_complaints(*database().reader(), colette, filter, today()).count;
    EXPECT_EQ(counted, static_cast<std::int64_t>(found.empty() ? 0 : found.size() / 2 + 1));
    return found;
  };
  EXPECT_EQ(with([](auto&) {}), "1 2") << "by date d'envoi, newest first";
  EXPECT_EQ(with([](auto& f) { f.states = {"new"}; }), "1");
  EXPECT_EQ(with([](auto& f) { f.states = {"new", "in_progress"}; }), "1 2");
  EXPECT_EQ(with([](auto& f) { f.states = {"closed"}; }), "");
  EXPECT_EQ(with([&](auto& f) { f.adviser = cast.odile.id; }), "1");
  EXPECT_EQ(with([&](auto& f) { f.received_by = olga.id; }), "2");
  EXPECT_EQ(with([&](auto& f) { f.handler = hakim.id; }), "2");
  EXPECT_EQ(with([](auto& f) { f.channel = "email"; }), "2");
  EXPECT_EQ(with([](auto& f) { f.subject = "contract"; }), "1");
  EXPECT_EQ(with([](auto& f) { f.complexity = "high"; }), "2");
  EXPECT_EQ(with([](auto& f) { f.product = "auto"; }), "2");
  EXPECT_EQ(with([](auto& f) { f.reason = "pricing"; }), "1");
  EXPECT_EQ(with([](auto& f) { f.activity = "credit"; }), "2");
  EXPECT_EQ(with([&](auto& f) { f.contact = camille.value; }), "1");
  EXPECT_EQ(with([](auto& f) { f.from = Date::of(2026, 11, 2); }), "1");
  EXPECT_EQ(with([](auto& f) { f.from = Date::of(2026, 11, 3); }), "");
  EXPECT_EQ(with([](auto& f) { f.to = Date::of(2026, 10, 1); }), "2");
  EXPECT_EQ(with([](auto& f) { f.to = Date::of(2026, 9, 30); }), "");
}

// Sent Monday 2 November: acknowledgement due Saturday the 14th (the 11th is a holiday); today is Thursday the 12th.
TEST_P(ComplaintStore, LatenessLooksAtWhatIsStillDue) {
  put_down(cast.odile, written());                     // 1: due this week
  put_down(cast.odile, sent(Date::of(2026, 10, 30)));  // 2: due Thursday 12 November
  put_down(cast.odile, sent(Date::of(2026, 10, 12)));  // 3: late
  put_down(cast.odile, spoken());                      // 4: no clock
  const auto of = [&](Lateness late) {
    ComplaintFilter filter;
    filter.late = late;
    filter.sort = Sort::NextDue;
    return numbers(colette, filter);
  };
  EXPECT_EQ(reload("REC-2026-000001").next_due_on, Date::of(2026, 11, 14));
  EXPECT_EQ(reload("REC-2026-000002").next_due_on, today());
  EXPECT_EQ(of(Lateness::Any), "3 2 1 4");
  EXPECT_EQ(of(Lateness::Late), "3");
  EXPECT_EQ(of(Lateness::DueToday), "2");
  EXPECT_EQ(of(Lateness::DueThisWeek), "2 1");
  set("REC-2026-000003", [&](Complaint& complaint) { complaint.answered_on = today(); });
  EXPECT_EQ(of(Lateness::Late), "") << "answered: nothing is due";
}

TEST_P(ComplaintStore, CursorsLeadThroughTheWholeList) {
  for (int at = 0; at < 5; ++at) put_down(cast.odile, sent(Date::of(2026, 11, 2)));  // one day: the id decides
  put_down(cast.odile, spoken());
  for (const auto sort : {Sort::SentOn, Sort::NextDue}) {
    ComplaintFilter filter;
    filter.sort = sort;
    std::string walked;
    Page page{"", 2};
    int pages = 0;
    while (true) {
      const auto list = list_complaints(*database().reader(), colette, filter, today(), page);
      for (const auto& item : list.items) walked += item.number.back();
      ASSERT_LE(++pages, 3);
      if (!list.next) break;
      page.after = *list.next;
    }
    EXPECT_EQ(walked, sort == Sort::SentOn ? "654321" : "123456");
    EXPECT_EQ(pages, 3);
  }
  for (const char* bad : {"x", "2026-11-02", "2026-11-02.x", "2026-11-02.1x", "2026-11-02.", ".1"}) {
    EXPECT_THROW(list_complaints(*database().reader(), colette, {}, today(), {bad, 2}), Malformed) << bad;
  }
  std::string each;
  each_complaint(*database().reader(), colette, {}, today(), [&](const auto& item) { each += item.number.back(); });
  EXPECT_EQ(each, "654321");
}

TEST_P(ComplaintStore, IsFoundByItsWords) {
  put_down(cast.odile, written());
  auto said = unknown_person();
  said.title = "Délai d’expertise";
  said.details = "L’expert n’est pas venu en août.";
  const auto two = put_down(olga, said).number;
  const std::pair<const char*, const char*> cases[]{
      {"arbitrage", "1"},  {"ARBITR", "1"}, {"delai", "2"},        {"Délai EXPERT", "2"}, {"roussel", "1"},
      {"ines delm", "2"},  {"aout", "2"},   {"delai roussel", ""}, {"rbitrage", ""},      {"REC-2026-000002", "2"},
      {"rec 2026", "2 1"}, {"2", "2 1"},    {"000001", "1"},       {"...", ""},           {"inconnu", ""}};
  for (const auto& [text, found] : cases) {
    if (std::string(text) == "2") continue;  // 2 begins 2026 too
    EXPECT_EQ(searched(text, colette), found) << text;
  }
  set(two, [](Complaint& complaint) { complaint.title = "Retard"; });
  EXPECT_EQ(searched("delai", colette), "") << "what is not said any more is not found";
  EXPECT_EQ(searched("retard", colette), "2");
  EXPECT_EQ(searched("expert", colette), "2") << "still in the details";
}

// Where every word is frequent the list is walked instead: the same answers, counted to a thousand.
TEST_P(ComplaintStore, IsFoundByFrequentWords) {
  constexpr int kMany = 1'100, kOfThatDay = 7;
  const Date that_day = Date::of(2026, 10, 1);
  auto complaint = reload(put_down(cast.odile, written()).number);
  database().write([&](db::Transaction& transaction) {
    for (int at = 1; at <= kMany; ++at) {
      complaint.number = "REC-2026-" + std::to_string(200'000 + at);
      complaint.title = at % 400 == 0 ? "Cotisation et cotisations du lot rare" : "Cotisation et cotisations du lot";
      complaint.sent_on = at <= kOfThatDay ? that_day : that_day.plus_days(1 + at % 30);
      insert_complaint(transaction, complaint, now);
    }
  });
  ComplaintFilter filter;
  const auto counted = [&](const std::string& text) {
    filter.text = text;
    const auto found = count_complaints(*database().reader(), colette, filter, today());
    return std::to_string(found.count) + (found.more ? "+" : "");
  };
  EXPECT_EQ(counted("cotisation"), "1000+");
  EXPECT_EQ(counted("lot cotis"), "1000+") << "each word is frequent";
  EXPECT_EQ(counted("cotis rare"), "2");
  EXPECT_EQ(counted("cotis inconnu"), "0");

  filter.text = "cotis lo";
  const auto first = list_complaints(*database().reader(), colette, filter, today(), {"", 40});
  ASSERT_EQ(first.items.size(), 40U);
  const auto second = list_complaints(*database().reader(), colette, filter, today(), {*first.next, 40});
  ASSERT_EQ(second.items.size(), 40U);
  EXPECT_GE(first.items.front().sent_on, first.items.back().sent_on);
  EXPECT_GE(first.items.back().sent_on, second.items.front().sent_on);
  EXPECT_NE(first.items.back().number, second.items.front().number);

  filter.from = filter.to = that_day;
  EXPECT_EQ(counted("cotisation"), "7") << "exact where the first hits are not the ones asked for";
  EXPECT_EQ(counted("lot cotisation"), "7");
  EXPECT_EQ(numbers(colette, filter), "7 6 5 4 3 2 1");
  EXPECT_EQ(numbers(cast.alice, filter), "") << "a search leads nowhere a list does not";
}

//
TEST_P(ComplaintStore, SimilarOnesAreOfTheSamePersonOnTheSameContractWithin60Days) {
  const auto one = put_down(cast.odile, sent(Date::of(2026, 9, 3)));
  const auto two = put_down(cast.odile, sent(Date::of(2026, 11, 2)));   // 60 days later
  const auto early = put_down(cast.odile, sent(Date::of(2026, 9, 2)));  // 61 days before
  auto without = sent(Date::of(2026, 11, 2));
  without.links.clear();
  put_down(cast.odile, without);
  put_down(olga, unknown_person());
  const auto similar = [&](const Complaint& complaint, const accounts::Viewer& viewer) {
    std::string all;
    for (const auto& other : similar_complaints(*database().reader(), viewer, complaint)) all += other.number.back();
    return all;
  };
  EXPECT_EQ(similar(two, cast.odile), "1");
  EXPECT_EQ(similar(early, cast.odile), "1");
  EXPECT_EQ(similar(two, olga), "") << "what one may not see is not offered";
  ASSERT_TRUE(link_complaints(database(), cast.odile, two.number, one.number, now));
  EXPECT_EQ(similar(two, cast.odile), "") << "linked already";
  EXPECT_EQ(reload(one.number).links.back().label, two.number);
  ASSERT_TRUE(unlink_complaints(database(), cast.odile, one.number, two.number, now));
  EXPECT_EQ(similar(two, cast.odile), "1");
  EXPECT_FALSE(link_complaints(database(), cast.odile, two.number, two.number, now));
  EXPECT_THROW((void)link_complaints(database(), olga, two.number, one.number, now), NotFound);
}

TEST_P(ComplaintStore, AnUpdateOfAnOlderVersionIsAConflict) {
  auto mine = put_down(cast.odile, written());
  auto theirs = mine;
  database().write([&](db::Transaction& transaction) { update_complaint(transaction, mine, now); });
  EXPECT_EQ(mine.version, 2);
  EXPECT_THROW(database().write([&](db::Transaction& t) { update_complaint(t, theirs, now); }), Conflict);
}

TEST_P(ComplaintStore, ListsOfCodes) {
  const auto reader = database().reader();
  for (const auto name : list_names()) EXPECT_FALSE(list_items(*reader, name, today()).empty()) << name;
  EXPECT_EQ(list_items(*reader, "sub_reason", today(), "pricing").size(), 4U);
  EXPECT_TRUE(list_items(*reader, "product", Date::of(1999, 12, 31)).empty());
  EXPECT_EQ(item_label(*reader, ui::Language::French, "solution", "apology"), "Excuses");
  EXPECT_EQ(item_label(*reader, ui::Language::French, "solution", "unheard"), "unheard");
  EXPECT_EQ(mediator_on(*reader, "insurance", today())->website, "www.mediation-assurance.org");
  EXPECT_FALSE(mediator_on(*reader, "credit", today()));
  EXPECT_EQ(template_on(*reader, "acknowledgement", today()).version_no, 1);
}

RECOURS_ON_BOTH_ENGINES(ComplaintStore);

}  // namespace
}  // namespace recours::complaints
