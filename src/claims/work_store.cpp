#include "claims/work_store.h"

#include <algorithm>
#include <limits>
#include <map>

#include "base/text.h"
#include "base/whole_number.h"
#include "claims/claim_filter_store.h"
#include "claims/claim_rows_store.h"
#include "claims/staff_store.h"

namespace recours::claims {
namespace {

using Show = WorkFilter::Show;
using Sort = WorkFilter::Sort;

// Lines whose last step brought them back under review by an answer.
std::set<ClaimLineId> answered_lines(db::Reader& reader, const Claim& claim, const std::vector<ClaimLine>& lines) {
  const bool any = std::any_of(lines.begin(), lines.end(), [](const ClaimLine& line) {
    return line.state.authorisation == Authorisation::PendingReview;
  });
  if (!any) return {};
  const auto found = reader.list(
      "SELECT e.claim_line_id FROM claim_event e WHERE e.claim_id = :claim AND e.command = 'answer' AND e.id = "
      "(SELECT MAX(m.id) FROM claim_event m WHERE m.claim_id = :claim AND m.claim_line_id = e.claim_line_id "
      "AND m.from_state <> m.to_state)",
      {{"claim", claim.id}}, [](const db::Row& row) { return row.get<ClaimLineId>("claim_line_id"); });
  return {found.begin(), found.end()};
}

using Since = std::map<std::pair<std::string, std::string>, Instant>;  // queue and bucket

Since stated_since(db::Reader& reader, ClaimId claim) {
  Since since;
  reader.each("SELECT queue, bucket, since FROM claim_work WHERE claim_id = :claim", {{"claim", claim}},
              [&](const db::Row& row) {
                since.emplace(std::pair(row.get<std::string>("queue"), row.get<std::string>("bucket")),
                              row.get<Instant>("since"));
              });
  return since;
}

void insert_work(db::Transaction& transaction, const Claim& claim, const Work& work, std::int64_t net_cents,
                 Instant since) {
  const auto& bucket = words_of(work.bucket);
  transaction.execute(
      "INSERT INTO claim_work (claim_id, queue, bucket, ours, due_on, since, assignee_id, net_cents) "
      "VALUES (:claim, :queue, :bucket, :ours, :due_on, :since, :assignee, :net)",
      {{"claim", claim.id},
       {"queue", words_of(work.queue).name},
       {"bucket", bucket.name},
       {"ours", bucket.turn == Turn::Ours},
       {"due_on", due_day(work, paris_day(since))},
       {"since", since},
       {"assignee", claim.assignee},
       {"net", net_cents}});
}

// ---- conditions. A parameter stands in the text whether it is asked for or not.

std::string either(bool asked, std::string_view condition, std::string_view otherwise) {
  return "AND " + std::string(asked ? condition : otherwise) + " ";
}

// Of what the queue shows, on the index that fits.
std::string show_condition(const WorkFilter& filter) {
  const bool late = !filter.bucket && filter.show == Show::Late;
  const bool mine = !filter.bucket && filter.show == Show::Mine;
  const bool unassigned = !filter.bucket && filter.show == Show::Unassigned;
  const bool ours = !filter.bucket && (filter.show == Show::Ours || late || unassigned);
  return "w.queue = :queue " + either(filter.bucket.has_value(), "w.bucket = :bucket", ":bucket = ''") +
         (ours ? "AND w.ours = TRUE " : "") + either(late, "w.due_on < :today", ":today <> ''") +
         either(mine, "w.assignee_id = :viewer", ":viewer <> 0") +
         either(unassigned, "(w.assignee_id IS NULL OR w.assignee_id NOT IN (:staff[]))",
                "(SELECT 0 NOT IN (:staff[]))");
}

std::string claim_condition(const WorkFilter& filter) {
  return either(filter.assignee.has_value(), "w.assignee_id = :assignee", ":assignee = 0") +
         either(!filter.state.empty(), "c.state = :state", ":state = ''") +
         either(!filter.code.empty(), "c.department = :department AND c.code = :code",
                ":department = :department AND :code = ''") +
         either(!filter.manufacturer.empty(),
                "EXISTS (SELECT 1 FROM claim_line l JOIN invoice_line s ON s.id = l.invoice_line_id JOIN manufacturer "
                "m ON m.id = s.manufacturer_id WHERE l.claim_id = c.id AND m.name_key LIKE :maker ESCAPE '!')",
                ":maker = :maker") +
         either(filter.claim.from.has_value(), "c.confirmed_at >= :from", ":from = :from") +
         either(filter.claim.to.has_value(), "c.confirmed_at < :until", ":until = :until") +
         either(!filter.claim.number.empty(), "w.claim_id IN (:among[])", "(SELECT 0 NOT IN (:among[]))") +
         std::string(account_condition(filter.claim));
}

constexpr int kMostWithNumber = 2'000;

// The claims a number leads to, by its own indexes: found among what waits, the whole queue would be walked for it. Only
// what waits in the queue counts, or a short number would fill up with claims of elsewhere.
std::vector<ClaimId> claims_with_number(db::Reader& reader, Queue queue, const ClaimFilter& filter) {
  if (filter.number.empty()) return {};
  const auto [low, high] = beginning_with(number_key(filter.number));
  const auto [plain_low, plain_high] = beginning_with(reservation_key(filter.number));
  return reader.list(
      "SELECT c.id FROM claim c WHERE :low < :high AND :plain_low < :plain_high " + number_condition(filter) +
          "AND EXISTS (SELECT 1 FROM claim_work w WHERE w.claim_id = c.id AND w.queue = :queue) LIMIT :most",
      {{"queue", words_of(queue).name},
       {"low", low}, {"high", high}, {"plain_low", plain_low}, {"plain_high", plain_high}, {"most", kMostWithNumber}},
      [](const db::Row& row) { return row.get<ClaimId>("id"); });
}

// ---- order: the value a list is ordered by, and the claim

struct Order {
  std::string_view behind, by;
};
Order order_of(Sort sort) {
  switch (sort) {
    case Sort::Due: return {"(w.due_on, w.claim_id) > (:key, :id) AND :amount = 0 ", "w.due_on, w.claim_id"};
    case Sort::Age: return {"(c.confirmed_at, c.id) > (:key, :id) AND :amount = 0 ", "c.confirmed_at, c.id"};
    case Sort::Amount:
      return {"(w.net_cents, w.claim_id) < (:amount, :id) AND :key = '' ", "w.net_cents DESC, w.claim_id DESC"};
  }
  return {};
}

struct Position {
  std::string key;
  std::int64_t amount = 0, id = 0;
};

Position position_of(const std::string& cursor, Sort sort) {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  if (cursor.empty()) return sort == Sort::Amount ? Position{"", most, most} : Position{};
  const auto mark = cursor.rfind('~');
  if (mark == std::string::npos) throw Malformed("cursor");
  const auto id = whole_number(cursor.substr(mark + 1));
  const std::string key = cursor.substr(0, mark);
  const auto amount = sort == Sort::Amount ? whole_number(key) : std::optional<std::int64_t>(0);
  if (!id || !amount) throw Malformed("cursor");
  return {sort == Sort::Amount ? "" : key, *amount, *id};
}

std::string cursor_of(const WorkItem& item, Sort sort) {
  const auto id = "~" + std::to_string(item.claim.id.value);
  switch (sort) {
    case Sort::Due: return item.due_on.iso() + id;
    case Sort::Age: return item.claim.confirmed_at->iso() + id;
    case Sort::Amount: return std::to_string(item.net_cents) + id;
  }
  return id;
}

WorkItem item_of(const db::Row& row) {
  WorkItem item;
  item.claim.id = row.get<ClaimId>("claim_id");
  item.bucket = bucket_named(row.get<std::string_view>("bucket")).value();
  item.due_on = row.get<Date>("due_on");
  item.since = row.get<Instant>("since");
  item.net_cents = row.get<std::int64_t>("net_cents");
  return item;
}

void add_claims(db::Reader& reader, std::vector<WorkItem>& items) {
  std::vector<ClaimId> ids;
  for (const auto& item : items) ids.push_back(item.claim.id);
  std::map<ClaimId, Claim> claims;
  reader.each(std::string(kClaimRows) + "WHERE c.id IN (:ids[])", {{"ids", ids}}, [&](const db::Row& row) {
    auto claim = claim_of(row);
    claims.emplace(claim.id, std::move(claim));
  });
  for (auto& item : items) item.claim = std::move(claims.at(item.claim.id));
}

void require_queue(const accounts::Viewer& viewer, Queue queue) {
  if (!viewer.sees_all_accounts() || !viewer.can(words_of(queue).right)) throw Forbidden();
}

// Only who is asked about: the people of a department are looked up for that one question.
std::vector<UserId> staff_of(db::Reader& reader, const WorkFilter& filter, Date today) {
  std::vector<UserId> ids;
  if (filter.bucket || filter.show != Show::Unassigned) return ids;
  for (const auto& member : list_staff(reader, words_of(filter.queue).role, today)) ids.push_back(member.id);
  return ids;
}

std::string bucket_name(const WorkFilter& filter) {
  return filter.bucket ? std::string(words_of(*filter.bucket).name) : std::string();
}

}  // namespace

//
void restate_work(db::Transaction& transaction, const Claim& claim, const std::vector<ClaimLine>& lines,
                  Instant began) {
  const auto all = work_of(claim, lines, answered_lines(transaction, claim, lines));
  const auto stated = stated_since(transaction, claim.id);
  if (!stated.empty()) transaction.execute("DELETE FROM claim_work WHERE claim_id = :claim", {{"claim", claim.id}});
  std::int64_t net_cents = 0;
  for (const auto& line : lines) net_cents += line.net_cents;
  for (const auto& work : all) {
    const auto since = stated.find({std::string(words_of(work.queue).name), std::string(words_of(work.bucket).name)});
    insert_work(transaction, claim, work, net_cents, since == stated.end() ? began : since->second);
  }
}

std::vector<UnstatedClaim> list_claims_without_work(db::Reader& reader, int limit) {
  return reader.list(
      "SELECT w.claim_id, (SELECT MAX(e.at) FROM claim_event e WHERE e.claim_id = w.claim_id) AS last_event, "
      "c.confirmed_at FROM claim_without_work w JOIN claim c ON c.id = w.claim_id ORDER BY w.claim_id LIMIT :limit",
      {{"limit", limit}}, [](const db::Row& row) {
        const auto last = row.get<std::optional<Instant>>("last_event");
        return UnstatedClaim{row.get<ClaimId>("claim_id"), last.value_or(row.get<Instant>("confirmed_at"))};
      });
}

void forget_without_work(db::Transaction& transaction, ClaimId id) {
  transaction.execute("DELETE FROM claim_without_work WHERE claim_id = :id", {{"id", id}});
}

sales::PageOf<WorkItem> list_work(db::Reader& reader, const accounts::Viewer& viewer, const WorkFilter& filter,
                                  Date today, const sales::Page& page) {
  require_queue(viewer, filter.queue);
  const auto position = position_of(page.after, filter.sort);
  const auto order = order_of(filter.sort);
  const int limit = std::clamp(page.limit, 1, 200);
  sales::PageOf<WorkItem> found;
  found.items = reader.list(
      "SELECT w.claim_id, w.bucket, w.due_on, w.since, w.net_cents FROM claim_work w JOIN claim c ON c.id = w.claim_id "
      "WHERE " +
          show_condition(filter) + claim_condition(filter) + "AND " + std::string(order.behind) + "ORDER BY " +
          std::string(order.by) + " LIMIT :limit",
      {{"queue", words_of(filter.queue).name},
       {"bucket", bucket_name(filter)},
       {"today", today},
       {"viewer", viewer.id},
       {"staff", staff_of(reader, filter, today)},
       {"assignee", filter.assignee ? filter.assignee->value : 0},
       {"state", filter.state},
       {"department", filter.department},
       {"code", filter.code},
       {"maker", containing(fold(filter.manufacturer))},
       {"from", paris_midnight(filter.claim.from.value_or(today))},
       {"until", paris_midnight(filter.claim.to.value_or(today).plus_days(1))},
       {"among", claims_with_number(reader, filter.queue, filter.claim)},
       {"accounts", accounts_meant(reader, filter.claim)},
       {"key", position.key},
       {"amount", position.amount},
       {"id", position.id},
       {"limit", limit + 1}},
      item_of);
  const bool more = static_cast<int>(found.items.size()) > limit;
  if (more) found.items.pop_back();
  add_claims(reader, found.items);
  if (more) found.next = cursor_of(found.items.back(), filter.sort);
  return found;
}

std::int64_t count_work(db::Reader& reader, const accounts::Viewer& viewer, const WorkFilter& filter, Date today) {
  require_queue(viewer, filter.queue);
  return reader.value<std::int64_t>("SELECT COUNT(*) AS value FROM (SELECT 1 AS one FROM claim_work w WHERE " +
                                        show_condition(filter) + "LIMIT 1001) AS found",
                                    {{"queue", words_of(filter.queue).name},
                                     {"bucket", bucket_name(filter)},
                                     {"today", today},
                                     {"viewer", viewer.id},
                                     {"staff", staff_of(reader, filter, today)}});
}

std::optional<std::string> find_next_number(db::Reader& reader, const accounts::Viewer& viewer, Queue queue,
                                            ClaimId claim) {
  require_queue(viewer, queue);
  const auto due =
      reader.find("SELECT due_on FROM claim_work WHERE queue = :queue AND claim_id = :claim AND ours = TRUE",
                  {{"queue", words_of(queue).name}, {"claim", claim}},
                  [](const db::Row& row) { return row.get<std::string>("due_on"); });
  return reader.find(
      "SELECT c.number FROM claim_work w JOIN claim c ON c.id = w.claim_id WHERE w.queue = :queue AND w.ours = TRUE "
      "AND (w.due_on, w.claim_id) > (:due, :place) AND w.claim_id <> :claim ORDER BY w.due_on, w.claim_id LIMIT 1",
      {{"queue", words_of(queue).name}, {"due", due.value_or("")}, {"place", due ? claim.value : 0}, {"claim", claim}},
      [](const db::Row& row) { return row.get<std::string>("number"); });
}

}  // namespace recours::claims
