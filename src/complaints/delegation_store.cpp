#include "complaints/delegation_store.h"

namespace recours::complaints {
namespace {

constexpr const char* kSelect =
    "SELECT d.id, d.user_id, d.delegate_id, u.name AS user_name, e.name AS delegate_name, d.from_on, d.to_on "
    "FROM delegation d JOIN app_user u ON u.id = d.user_id JOIN app_user e ON e.id = d.delegate_id "
    "WHERE d.ended_at IS NULL AND ";

Delegation delegation_from(const db::Row& row) {
  return {row.get<DelegationId>("id"),
          row.get<UserId>("user_id"),
          row.get<UserId>("delegate_id"),
          row.get<std::string>("user_name"),
          row.get<std::string>("delegate_name"),
          row.get<Date>("from_on"),
          row.get<Date>("to_on")};
}

}  // namespace

std::vector<Delegation> list_delegations(db::Reader& reader, UserId person, Date today) {
  return reader.list(
      std::string(kSelect) +
          "(d.user_id = :person OR d.delegate_id = :person) AND d.to_on >= :today ORDER BY d.from_on, d.id",
      {{"person", person}, {"today", today}}, delegation_from);
}

std::optional<Delegation> find_delegation(db::Reader& reader, DelegationId id) {
  return reader.find(std::string(kSelect) + "d.id = :id", {{"id", id}}, delegation_from);
}

std::vector<UserId> delegates_of(db::Reader& reader, UserId user, Date today) {
  return reader.list(
      "SELECT delegate_id FROM delegation WHERE user_id = :user AND ended_at IS NULL "
      "AND from_on <= :today AND to_on >= :today ORDER BY id",
      {{"user", user}, {"today", today}}, [](const db::Row& row) { return row.get<UserId>("delegate_id"); });
}

std::vector<UserId> delegators_of(db::Reader& reader, UserId delegate, Date today) {
  return reader.list(
      "SELECT user_id FROM delegation WHERE delegate_id = :delegate AND ended_at IS NULL "
      "AND from_on <= :today AND to_on >= :today ORDER BY id",
      {{"delegate", delegate}, {"today", today}}, [](const db::Row& row) { return row.get<UserId>("user_id"); });
}

DelegationId insert_delegation(db::Transaction& transaction, const Delegation& delegation, Instant now) {
  return DelegationId{
      transaction.value<std::int64_t>("INSERT INTO delegation (user_id, delegate_id, from_on, to_on, created_at) "
                                      "VALUES (:user, :delegate, :from_on, :to_on, :now) RETURNING id AS value",
                                      {{"user", delegation.user},
                                       {"delegate", delegation.delegate},
                                       {"from_on", delegation.from_on},
                                       {"to_on", delegation.to_on},
                                       {"now", now}})};
}

void end_delegation_row(db::Transaction& transaction, DelegationId id, Instant now) {
  transaction.execute_one("UPDATE delegation SET ended_at = :now WHERE id = :id AND ended_at IS NULL",
                          {{"id", id}, {"now", now}});
}

}  // namespace recours::complaints
