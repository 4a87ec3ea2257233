// The work queues on both engines: who sees which, what lies where, filters, order, counters; and
// nothing of it for resellers.
#include "accounts/saved_view_store.h"
#include "accounts/user_store.h"
#include "claims/assignment_actions.h"
#include "claims/claim_actions.h"
#include "claims/claim_time_actions.h"
#include "claims/queue_form.h"
#include "claims/work_store.h"
#include "support/body.h"
#include "support/claim_pages.h"

namespace recours::claims {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using namespace testing_support;

class QueuePages : public ClaimPages {
 protected:
  // Goes to customer service, or with a type of after-sales to that.
  std::string waiting(const char* type = "CS-98") {
    auto alice = as(cast_.alice);
    return confirmed_claim(alice, {{"type", type}, {"comment", "étiquette illisible"}, {"serials", ""}});
  }
  // Approved by itself: its goods are awaited.
  std::string awaited() {
    auto alice = as(cast_.alice);
    return confirmed_claim(alice);
  }
  std::string queue(const accounts::Viewer& viewer, const std::string& path) {
    return visible(as(viewer).get("/queues/" + path));
  }
  Claim claim(const std::string& number) { return require_claim(*database().reader(), cast_.claire, number); }
  Claim does(const accounts::Viewer& who, const std::string& number, Command command, const Instruction& told = {}) {
    const auto done = give(database(), who, number, command, told, clock_.now());
    if (!done) throw std::logic_error(std::string(name_of(command)) + ": " + done.error().code);
    return *done;
  }
  accounts::Viewer second_of_customer_service() {
    return database().write([&](db::Transaction& transaction) {
      const auto id = accounts::insert_user(transaction,
                                            {"clement@nordsud.example",
                                             "Clément Roy",
                                             "",
                                             {accounts::Role::CustomerService},
                                             {},
                                             ui::Language::French,
                                             {}},
                                            {}, clock_.now());
      return accounts::viewer_of(*accounts::find_user(transaction, id), "web 192.0.2.7");
    });
  }
  std::vector<std::string> order(const std::string& query) {
    QueueForm form(Queue::CustomerService, http::parse_urlencoded(query));
    WorkFilter filter;
    filter.show = WorkFilter::Show::All;
    if (query == "sort=amount") filter.sort = WorkFilter::Sort::Amount;
    if (query == "sort=age") filter.sort = WorkFilter::Sort::Age;
    std::vector<std::string> numbers;
    sales::Page page{"", 1};
    while (true) {  // one by one: the cursor is part of the question
      const auto found = list_work(*database().reader(), cast_.claire, filter, paris_day(clock_.now()), page);
      for (const auto& item : found.items) numbers.push_back(item.claim.number);
      if (!found.next) return numbers;
      page.after = *found.next;
    }
  }
};
RECOURS_ON_BOTH_ENGINES(QueuePages);

TEST_P(QueuePages, EachDeskHasItsOwnAndOthersNone) {
  struct Case {
    accounts::Viewer viewer;
    const char* own;  // where /queues leads; empty: forbidden
    std::vector<const char*> seen;
  };
  for (const auto& [viewer, own, seen] :
       std::vector<Case>{{cast_.claire, "/queues/customer_service", {"customer_service", "rma"}},
                         {cast_.remi, "/queues/rma", {"customer_service", "rma"}},
                         {cast_.wanda, "/queues/warehouse", {"warehouse"}},
                         {cast_.fabien, "/queues/finance", {"finance"}},
                         {cast_.alice, "", {}},
                         {cast_.alban, "", {}},
                         {cast_.odile, "", {}},
                         {cast_.admin, "", {}}}) {
    auto browser = as(viewer);
    const auto first = browser.get("/queues");
    EXPECT_EQ(first.status, *own ? 303 : 403) << viewer.name;
    EXPECT_EQ(header_of(first, "Location").value_or(""), own) << viewer.name;
    for (const char* name : {"customer_service", "rma", "warehouse", "finance"}) {
      const bool expected =
          std::any_of(seen.begin(), seen.end(), [&](const char* one) { return std::string(one) == name; });
      EXPECT_EQ(browser.get("/queues/" + std::string(name)).status, expected ? 200 : 403) << viewer.name << " " << name;
    }
  }
  EXPECT_EQ(as(cast_.claire).get("/queues/sales").status, 404);
  EXPECT_EQ(as(cast_.claire).get("/queues/customer_service?after=x").status, 400) << "a cursor of nobody";
  EXPECT_EQ(as(cast_.claire).get("/queues/customer_service?from=2026-11-12&to=2026-11-01").status, 422);
  EXPECT_EQ(Browser(*site_, database(), clock_).get("/queues/rma").status, 303) << "signed out";
  EXPECT_EQ(as(cast_.claire).send(make_request(http::Method::Delete, "/queues/rma")).status, 405);
  EXPECT_THAT(queue(cast_.claire, "customer_service"), HasSubstr("Rien à traiter ici"));
}

TEST_P(QueuePages, AccountsAreFoundWithoutCaseAndAccents) {
  const auto number = waiting();
  for (const char* text : {"HÉLIOS", "hélios", "Helios INFO", "100234"}) {
    const auto query = ui::address("", {{"account", text}});
    EXPECT_THAT(queue(cast_.claire, "customer_service" + query), HasSubstr(number)) << text;
    EXPECT_THAT(visible(as(cast_.claire).get("/claims" + query)), HasSubstr(number)) << text;
  }
  for (const char* text : {"Hélios Mécanique", "%", "_"}) {
    const auto query = ui::address("", {{"account", text}});
    EXPECT_THAT(queue(cast_.claire, "customer_service" + query), Not(HasSubstr(number))) << text;
    EXPECT_THAT(visible(as(cast_.claire).get("/claims" + query)), Not(HasSubstr(number))) << text;
  }
}

// More claims of elsewhere than are looked through begin with the same number: what waits here is still found.
TEST_P(QueuePages, AShortNumberIsLookedForInTheQueueAlone) {
  const auto elsewhere = waiting();
  database().write([&](db::Transaction& transaction) {
    transaction.execute(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2100) INSERT INTO claim (account_id, "
        "author_id, invoice_id, department, code, category, number, rma_key, state, created_at, confirmed_at, "
        "changed_at) SELECT c.account_id, c.author_id, c.invoice_id, c.department, c.code, c.category, 'X' || n.i, "
        "'55500' || n.i, c.state, c.created_at, c.confirmed_at, c.changed_at FROM n JOIN claim c ON c.number = :number",
        {{"number", elsewhere}});
  });
  const auto number = waiting();
  database().write([&](db::Transaction& transaction) {
    transaction.execute("UPDATE claim SET rma_key = '5559' WHERE id = :id", {{"id", claim(number).id}});
  });
  EXPECT_THAT(queue(cast_.claire, "customer_service?number=555"), HasSubstr(number));
}

TEST_P(QueuePages, AClaimGoesFromDeskToDesk) {
  const auto number = awaited();
  EXPECT_THAT(queue(cast_.claire, "customer_service"), Not(HasSubstr(number))) << "the reseller has to move first";
  EXPECT_THAT(queue(cast_.claire, "customer_service?show=return_awaited"), HasSubstr(number));
  EXPECT_THAT(queue(cast_.wanda, "warehouse?show=return_awaited"), HasSubstr(number));
  does(cast_.alice, number, Command::Ship, {.parcels = {{"Chronopost", "XY1"}}});
  EXPECT_THAT(queue(cast_.wanda, "warehouse"), HasSubstr(number));
  EXPECT_THAT(queue(cast_.wanda, "warehouse"), HasSubstr("À réceptionner (1)"));
  does(cast_.wanda, number, Command::Receive);
  EXPECT_THAT(queue(cast_.wanda, "warehouse"), HasSubstr("À contrôler (1)"));
  does(cast_.wanda, number, Command::Inspect, {.result = "confirmed"});
  EXPECT_THAT(queue(cast_.wanda, "warehouse"), Not(HasSubstr(number)));
  EXPECT_THAT(queue(cast_.claire, "customer_service"), HasSubstr("À décider (1)"));
  does(cast_.wanda, number, Command::Dispose, {.disposition = "restock"});
  EXPECT_THAT(queue(cast_.claire, "customer_service"), Not(HasSubstr(number)));
  EXPECT_THAT(queue(cast_.fabien, "finance"), HasSubstr("À créditer (1)"));
  EXPECT_THAT(queue(cast_.fabien, "finance"), HasSubstr(number));
  does(cast_.fabien, number, Command::Credit, {.document_no = "0099000123", .document_on = paris_day(clock_.now())});
  EXPECT_THAT(queue(cast_.fabien, "finance"), Not(HasSubstr(number)));
  EXPECT_EQ(database().reader()->value<std::int64_t>("SELECT COUNT(*) AS value FROM claim_work"), 0);
}

TEST_P(QueuePages, QuestionsAndAnswersMoveItToo) {
  const auto number = waiting();
  EXPECT_THAT(queue(cast_.claire, "customer_service"), HasSubstr("À prendre (1)"));
  EXPECT_THAT(queue(cast_.claire, "rma"), Not(HasSubstr(number)));
  does(cast_.claire, number, Command::Ask, {.comment = "Quelle étiquette ?", .due_on = Date::of(2026, 11, 20)});
  EXPECT_THAT(queue(cast_.claire, "customer_service"), HasSubstr("Complément demandé (1)"));
  EXPECT_THAT(queue(cast_.claire, "customer_service?show=asked"), HasSubstr("20/11/2026 (dans 8 jours)"));
  does(cast_.alice, number, Command::Answer, {.comment = "Celle du carton."});
  EXPECT_THAT(queue(cast_.claire, "customer_service"), HasSubstr("Complément reçu (1)"));
  does(cast_.claire, number, Command::Transfer, {.department = "RMA"});
  EXPECT_THAT(queue(cast_.claire, "customer_service"), Not(HasSubstr(number)));
  EXPECT_THAT(queue(cast_.remi, "rma"), HasSubstr(number));
}

TEST_P(QueuePages, LateIsWhatTheNextActionSays) {
  const auto number = waiting();  // Thursday: to be looked at by Monday the 16th
  clock_.set(*Instant::parse("2026-11-16T18:00:00.000Z"));
  EXPECT_THAT(queue(cast_.claire, "customer_service?show=late"), Not(HasSubstr(number))) << "the last good day";
  EXPECT_THAT(queue(cast_.claire, "customer_service"), HasSubstr("16/11/2026 (aujourd'hui)"));
  clock_.set(*Instant::parse("2026-11-16T23:30:00.000Z"));  // the 17th in Paris
  EXPECT_THAT(queue(cast_.claire, "customer_service?show=late"), HasSubstr(number));
  EXPECT_THAT(queue(cast_.claire, "customer_service"), HasSubstr("En retard (1)"));
  EXPECT_THAT(as(cast_.claire).get("/claims").body, HasSubstr("#alert-triangle")) << "the side bar says so";
}

TEST_P(QueuePages, TheSideBarCountsForStaffOnly) {
  waiting();
  waiting("CS-98");
  EXPECT_THAT(visible(as(cast_.claire).get("/claims")), HasSubstr("À traiter 2"));
  EXPECT_THAT(visible(as(cast_.remi).get("/claims")), HasSubstr("À traiter"));
  EXPECT_THAT(visible(as(cast_.remi).get("/claims")), Not(HasSubstr("À traiter 2")));
  EXPECT_THAT(visible(as(cast_.alice).get("/claims")), Not(HasSubstr("À traiter")));
  EXPECT_THAT(visible(as(cast_.alban).get("/service")), Not(HasSubstr("À traiter")));
  EXPECT_THAT(visible(as(cast_.odile).get("/calendar")), Not(HasSubstr("À traiter")));
}

TEST_P(QueuePages, FiltersNarrowAndNumbersFindWhatWaitsElsewhere) {
  const auto number = waiting(), other = awaited();
  const auto at = [&](const std::string& query) { return queue(cast_.claire, "customer_service?" + query); };
  struct Case {
    const char* query;
    bool found;
  };
  for (const auto& [query, found] : std::vector<Case>{{"type=CS-98", true},
                                                      {"type=CS-22", false},
                                                      {"state=submitted", true},
                                                      {"state=pending_review", false},
                                                      {"account=100234", true},
                                                      {"account=atelier", false},
                                                      {"account=%25", false},
                                                      {"manufacturer=lumexa", true},
                                                      {"manufacturer=orion", false},
                                                      {"number=33442137", true},
                                                      {"number=99999999", false},
                                                      {"number_type=rma&number=33442137", false},
                                                      {"from=2026-11-12&to=2026-11-12", true},
                                                      {"to=2026-11-11", false},
                                                      {"assignee=me", false},
                                                      {"assignee=nobody", false},
                                                      {"show=unassigned", true},
                                                      {"show=mine", false},
                                                      {"show=all", true},
                                                      {"show=to_take", true},
                                                      {"show=to_decide", false},
                                                      {"show=late", false}}) {
    const auto page = at(query);
    EXPECT_EQ(page.find(number) != std::string::npos, found) << query;
  }
  EXPECT_THAT(at("number=" + other), HasSubstr(other)) << "its turn or not";
}

TEST_P(QueuePages, PagedByEachOrder) {
  std::vector<std::string> numbers;
  for (int i = 0; i < 3; ++i) {
    numbers.push_back(waiting());
    clock_.set(clock_.now().plus(std::chrono::hours(24)));
  }
  EXPECT_EQ(order("sort=due"), numbers);
  EXPECT_EQ(order("sort=age"), numbers);
  EXPECT_EQ(order("sort=amount"), (std::vector<std::string>{numbers[2], numbers[1], numbers[0]})) << "the same amount";
  EXPECT_EQ(find_next_number(*database().reader(), cast_.claire, Queue::CustomerService, claim(numbers[0]).id),
            numbers[1]);
  EXPECT_EQ(find_next_number(*database().reader(), cast_.claire, Queue::CustomerService, claim(numbers[2]).id),
            std::nullopt);
}

//
TEST_P(QueuePages, WhoTakesItHasItUntilItIsTransferred) {
  const auto number = waiting();
  EXPECT_THAT(queue(cast_.claire, "customer_service?show=unassigned"), HasSubstr(number));
  does(cast_.claire, number, Command::Take);
  EXPECT_EQ(claim(number).assignee, cast_.claire.id);
  EXPECT_THAT(queue(cast_.claire, "customer_service?show=mine"), HasSubstr(number));
  EXPECT_THAT(queue(cast_.claire, "customer_service?show=unassigned"), Not(HasSubstr(number)));
  does(cast_.claire, number, Command::Transfer, {.department = "RMA"});
  EXPECT_EQ(claim(number).assignee, std::nullopt);
  does(cast_.remi, number, Command::Ask, {.comment = "Quel défaut ?", .due_on = Date::of(2026, 11, 20)});
  EXPECT_EQ(claim(number).assignee, cast_.remi.id) << "who decides first has it";
}

TEST_P(QueuePages, GivenToColleaguesOfTheDepartmentWhoHaveAccess) {
  const auto number = waiting();
  const auto clement = second_of_customer_service();
  const auto give_to = [&](const accounts::Viewer& by, std::optional<UserId> to,
                           std::optional<std::int64_t> version = {}) {
    const auto done = assign(database(), by, number, to, version, clock_.now());
    return done ? std::string("done") : done.error().code;
  };
  EXPECT_EQ(give_to(cast_.claire, clement.id), "done");
  EXPECT_THAT(queue(cast_.claire, "customer_service"), HasSubstr("Clément Roy"));
  EXPECT_EQ(give_to(cast_.claire, cast_.remi.id), "unknown_assignee") << "of the other department";
  EXPECT_EQ(give_to(cast_.claire, UserId{999999}), "unknown_assignee");
  EXPECT_THROW(give_to(cast_.remi, cast_.remi.id), Forbidden) << "not his department";
  EXPECT_THROW(give_to(cast_.wanda, clement.id), Forbidden);
  EXPECT_THROW(give_to(cast_.alice, clement.id), Forbidden);
  EXPECT_THROW(give_to(cast_.bob, clement.id), NotFound) << "a stranger";
  EXPECT_THROW(give_to(cast_.claire, {}, 1), Conflict);
  database().write([&](db::Transaction& transaction) {
    transaction.execute("UPDATE app_user SET disabled_at = :now WHERE id = :id",
                        {{"now", clock_.now()}, {"id", clement.id}});
  });
  EXPECT_THAT(queue(cast_.claire, "customer_service?show=unassigned"), HasSubstr(number)) << "nobody's any more";
  EXPECT_THAT(queue(cast_.claire, "customer_service"), Not(HasSubstr("Clément Roy")));
  EXPECT_EQ(give_to(cast_.claire, clement.id), "unknown_assignee");
  EXPECT_EQ(give_to(cast_.claire, std::nullopt, claim(number).version), "done");
  EXPECT_EQ(database().reader()->value<std::int64_t>("SELECT COUNT(*) AS value FROM claim_assignment"), 2);
  EXPECT_EQ(database().reader()->value<std::int64_t>(
                "SELECT COUNT(*) AS value FROM journal_entry WHERE action = 'claim.assigned'"),
            2);
}

//
TEST_P(QueuePages, AViewIsKeptAndMayOpenFirst) {
  const auto number = waiting();
  auto claire = as(cast_.claire);
  const std::string path = "/queues/customer_service", views = path + "/views";
  EXPECT_EQ(value_of(claire.get(path + "?show=mine&type=CS-98&after=2026-11-12~1"), "query"), "show=mine&type=CS-98");
  EXPECT_EQ(values_of(claire.get(path), "name").size(), 1U) << "what the form posts is what the page reads";
  EXPECT_TRUE(values_of(claire.get(path), "view_name").empty());
  const auto saved = claire.post(views, {{"name", "Mes étiquettes"}, {"query", "show=mine&type=CS-98&csrf=x"}});
  ASSERT_EQ(saved.status, 303);
  EXPECT_THAT(visible(claire.follow(saved)), AllOf(HasSubstr("La vue est enregistrée"), HasSubstr("Mes étiquettes")));
  const auto list = accounts::list_saved_views(*database().reader(), cast_.claire.id, "queue:customer_service");
  ASSERT_EQ(list.size(), 1U);
  const std::string one = views + "/" + std::to_string(list.front().id.value);
  EXPECT_THAT(visible(claire.get(views)), HasSubstr("Toujours ouvrir Mes étiquettes"));
  EXPECT_EQ(as(cast_.remi).post(one + "/default").status, 404) << "another's view";
  EXPECT_EQ(as(cast_.remi).post(one + "/deletion").status, 404);
  EXPECT_EQ(as(cast_.alice).get(views).status, 403);
  EXPECT_EQ(as(cast_.alice).post(one + "/default").status, 403);
  EXPECT_EQ(claire.post("/queues/rma/views/" + std::to_string(list.front().id.value) + "/default").status, 404)
      << "a view of the other queue";
  EXPECT_EQ(claire.post_bare(one + "/default", {}).status, 403) << "without CSRF token";
  EXPECT_EQ(claire.get(path).status, 200);
  EXPECT_EQ(claire.post(one + "/default").status, 303);
  EXPECT_EQ(claire.get(path).header("Location"), path + "?show=mine&type=CS-98");
  EXPECT_THAT(visible(claire.get(path + "?show=")), HasSubstr(number)) << "the whole queue stays within reach";
  EXPECT_EQ(as(cast_.remi).get(path).status, 200) << "nobody else's";
  EXPECT_EQ(claire.post(one + "/default").status, 303);
  EXPECT_EQ(claire.get(path).status, 200) << "no more";
  EXPECT_EQ(claire.post(one + "/deletion").status, 303);
  EXPECT_THAT(visible(claire.get(views)), HasSubstr("Aucune vue pour l"));
}

// R-603 Claims from before there were queues.
TEST_P(QueuePages, TheJobStatesWhatWasNeverStated) {
  const auto number = waiting();
  clock_.set(clock_.now().plus(std::chrono::hours(48)));
  database().write([&](db::Transaction& transaction) {
    transaction.execute("DELETE FROM claim_work");
    transaction.execute("INSERT INTO claim_without_work (claim_id) VALUES (:id)", {{"id", claim(number).id}});
  });
  EXPECT_THAT(queue(cast_.claire, "customer_service"), Not(HasSubstr(number)));
  let_time_pass(database(), clock_.now());
  EXPECT_THAT(queue(cast_.claire, "customer_service"), HasSubstr(number));
  const auto since = database().reader()->value<Instant>("SELECT since AS value FROM claim_work");
  EXPECT_EQ(since, test_now()) << "since it came there, not since the job ran";
  EXPECT_EQ(database().reader()->value<std::int64_t>("SELECT COUNT(*) AS value FROM claim_without_work"), 0);
}

//
TEST_P(QueuePages, LeaveAsFiles) {
  const auto number = waiting();
  auto claire = as(cast_.claire);
  const auto csv = claire.get("/queues/customer_service/export.csv?show=");
  ASSERT_EQ(csv.status, 200);
  EXPECT_EQ(header_of(csv, "Content-Disposition"),
            "attachment; filename=\"file-customer_service-2026-11-12.csv\"");
  const std::string text = body_of(csv);
  EXPECT_THAT(text, AllOf(HasSubstr(number), HasSubstr("Hélios Informatique SARL")));
  EXPECT_EQ(claire.get("/queues/customer_service/export.xlsx").status, 200);
  EXPECT_EQ(claire.get("/queues/customer_service/export.csv?from=x").status, 303);
  EXPECT_EQ(as(cast_.alice).get("/queues/customer_service/export.csv").status, 403);
  EXPECT_EQ(as(cast_.solene).get("/queues/finance/export.xlsx").status, 403);
  EXPECT_EQ(claire.post("/queues/customer_service/export.csv").status, 405);
  EXPECT_EQ(database().reader()->value<std::int64_t>(
                "SELECT COUNT(*) AS value FROM journal_entry WHERE action = 'claims_exported'"),
            2);
}

}  // namespace
}  // namespace recours::claims
