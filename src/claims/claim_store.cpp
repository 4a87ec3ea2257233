#include "claims/claim_store.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "base/text.h"
#include "claims/claim_filter_store.h"
#include "claims/claim_rows_store.h"

namespace recours::claims {
namespace {

// Two texts instead of `:account = 0 OR …`: with the equality alone both engines walk the account's own index.
std::string scoped(std::int64_t account) { return account == 0 ? ":account = 0 " : "c.account_id = :account "; }

std::string_view openness_condition(ClaimFilter::Openness openness) {
  switch (openness) {
    case ClaimFilter::Openness::Open: return "AND c.closed_at IS NULL ";
    case ClaimFilter::Openness::Closed: return "AND c.closed_at IS NOT NULL ";
    case ClaimFilter::Openness::All: break;
  }
  return "";
}

std::string_view archive_condition(const ClaimFilter& filter) {
  if (filter.archive_before == Instant()) return "";
  return filter.archive ? "AND c.closed_at < :archive_before "
                        : "AND (c.closed_at IS NULL OR c.closed_at >= :archive_before) ";
}

// A parameter must stand in the text whether the filter uses it or not, hence the conditions that are always true.
std::string where(const ClaimFilter& filter, std::int64_t account) {
  std::string sql = "WHERE c.confirmed_at >= :from AND c.confirmed_at < :until AND " + scoped(account) +
                    "AND :low < :high AND :plain_low < :plain_high AND :archive_before = :archive_before " +
                    (filter.assignee ? "AND c.assignee_id = :assignee " : "AND :assignee = 0 ") +
                    (filter.queue.empty() ? "AND :queue = '' "
                                          : "AND c.id IN (SELECT claim_id FROM claim_work WHERE queue = :queue) ");
  sql.append(openness_condition(filter.openness)).append(archive_condition(filter));
  sql.append(account_condition(filter)).append(number_condition(filter));
  return sql;
}

struct Position {
  Instant confirmed_at = *Instant::parse("2999-12-31T23:59:59.999Z");
  std::int64_t id = std::numeric_limits<std::int64_t>::max();
};

Position position_of(const std::string& cursor) {
  Position position;
  if (cursor.empty()) return position;
  constexpr std::size_t kInstantLength = 24;
  const auto at = Instant::parse(std::string_view(cursor).substr(0, kInstantLength));
  if (!at || cursor.size() < kInstantLength + 2 || cursor[kInstantLength] != '~') throw Malformed("cursor");
  const char* end = cursor.data() + cursor.size();
  const auto [stop, error] = std::from_chars(cursor.data() + kInstantLength + 1, end, position.id);
  if (error != std::errc() || stop != end) throw Malformed("cursor");
  position.confirmed_at = *at;
  return position;
}

std::string cursor_of(const Claim& claim) { return claim.confirmed_at->iso() + "~" + std::to_string(claim.id.value); }

Instant from_of(const ClaimFilter& filter) { return filter.from ? paris_midnight(*filter.from) : Instant(); }
Instant until_of(const ClaimFilter& filter) {
  return filter.to ? paris_midnight(filter.to->plus_days(1)) : Position().confirmed_at;
}

}  // namespace

sales::PageOf<Claim> list_claims(db::Reader& reader, const accounts::Viewer& viewer, const ClaimFilter& filter,
                                 const sales::Page& page) {
  const auto account = accounts::account_scope(viewer);
  const auto position = position_of(page.after);
  const auto [low, high] = beginning_with(number_key(filter.number));
  const auto [plain_low, plain_high] = beginning_with(reservation_key(filter.number));
  const int limit = std::clamp(page.limit, 1, 200);
  sales::PageOf<Claim> found;
  found.items = reader.list(std::string(kClaimRows) + where(filter, account) +
                                "AND (c.confirmed_at, c.id) < (:confirmed_at, :id) "
                                "ORDER BY c.confirmed_at DESC, c.id DESC LIMIT :limit",
                            {{"account", account},
                             {"from", from_of(filter)},
                             {"until", until_of(filter)},
                             {"archive_before", filter.archive_before},
                             {"low", low},
                             {"high", high},
                             {"plain_low", plain_low},
                             {"plain_high", plain_high},
                             {"accounts", accounts_meant(reader, filter)},
                             {"assignee", filter.assignee ? filter.assignee->value : 0},
                             {"queue", filter.queue},
                             {"confirmed_at", position.confirmed_at},
                             {"id", position.id},
                             {"limit", limit + 1}},
                            claim_of);
  if (static_cast<int>(found.items.size()) > limit) {
    found.items.pop_back();
    found.next = cursor_of(found.items.back());
  }
  return found;
}

std::int64_t count_claims(db::Reader& reader, const accounts::Viewer& viewer, const ClaimFilter& filter) {
  const auto account = accounts::account_scope(viewer);
  const auto [low, high] = beginning_with(number_key(filter.number));
  const auto [plain_low, plain_high] = beginning_with(reservation_key(filter.number));
  return reader.value<std::int64_t>(
      "SELECT COUNT(*) AS value FROM (SELECT 1 AS one FROM claim c " + where(filter, account) + "LIMIT 1001) AS found",
      {{"account", account},
       {"from", from_of(filter)},
       {"until", until_of(filter)},
       {"archive_before", filter.archive_before},
       {"low", low},
       {"high", high},
       {"plain_low", plain_low},
       {"plain_high", plain_high},
       {"accounts", accounts_meant(reader, filter)},
       {"assignee", filter.assignee ? filter.assignee->value : 0},
       {"queue", filter.queue}});
}

Claim require_claim(db::Reader& reader, const accounts::Viewer& viewer, const std::string& number) {
  const auto account = accounts::account_scope(viewer);
  const bool reserved = is_reservation_number(number);
  const std::string_view condition =
      reserved ? "AND c.id = (SELECT claim_id FROM claim_line WHERE reservation_key = :number)"
               : "AND c.rma_key = :number";
  return reader.require(
      std::string(kClaimRows) + "WHERE c.confirmed_at IS NOT NULL AND " + scoped(account) + std::string(condition),
      {{"account", account}, {"number", reserved ? reservation_key(number) : number_key(number)}}, claim_of);
}

Claim require_claim(db::Reader& reader, ClaimId id) {
  return reader.require(std::string(kClaimRows) + "WHERE c.id = :id", {{"id", id}}, claim_of);
}

std::vector<ClaimLine> list_claim_lines(db::Reader& reader, const std::vector<ClaimId>& claims) {
  if (claims.empty()) return {};
  auto lines = reader.list(std::string(kLineRows) + "WHERE l.claim_id IN (:claims[]) ORDER BY l.claim_id, l.id",
                           {{"claims", claims}}, line_of);
  add_serials(reader, lines);
  return lines;
}

std::vector<ClaimLine> list_line_progress(db::Reader& reader, const std::vector<ClaimId>& claims) {
  return reader.list(
      "SELECT id, claim_id, authorisation, goods, money, expires_on FROM claim_line WHERE claim_id IN (:claims[]) "
      "ORDER BY claim_id, id",
      {{"claims", claims}}, [](const db::Row& row) {
        ClaimLine line;
        line.id = row.get<ClaimLineId>("id");
        line.claim = row.get<ClaimId>("claim_id");
        line.state = line_state_of(row);
        line.expires_on = row.get<std::optional<Date>>("expires_on");
        return line;
      });
}

std::vector<ClaimEvent> list_claim_events(db::Reader& reader, ClaimId claim) {
  return reader.list(
      "SELECT e.claim_line_id, l.reservation_number, e.at, e.actor_name, e.command, e.from_state, e.to_state, "
      "e.goods_from, e.goods_to, e.money_from, e.money_to, e.quantity_micros, e.reason_code, e.comment, e.detail "
      "FROM claim_event e JOIN claim_line l ON l.id = e.claim_line_id WHERE e.claim_id = :claim ORDER BY e.id DESC",
      {{"claim", claim}}, [](const db::Row& row) {
        return ClaimEvent{row.get<ClaimLineId>("claim_line_id"),
                          row.get<std::string>("reservation_number"),
                          row.get<Instant>("at"),
                          row.get<std::string>("actor_name"),
                          row.get<std::string>("command"),
                          row.get<std::string>("from_state"),
                          row.get<std::string>("to_state"),
                          row.get<std::string>("goods_from"),
                          row.get<std::string>("goods_to"),
                          row.get<std::string>("money_from"),
                          row.get<std::string>("money_to"),
                          row.get<Decimal>("quantity_micros"),
                          row.get<std::string>("reason_code"),
                          row.get<std::string>("comment"),
                          row.get<std::string>("detail")};
      });
}

}  // namespace recours::claims
