#include "claims/parcel_store.h"

#include <limits>

#include "base/text.h"
#include "claims/claim_files.h"

namespace recours::claims {
namespace {

using accounts::Right;
using accounts::Viewer;

constexpr std::string_view kParcelRows =
    "SELECT p.id, p.claim_id, c.number AS claim_number, p.carrier, p.tracking, p.sender, p.comment, p.contents, "
    "p.actor_name, p.announced_at, p.received_at, p.matched_at, p.matched_by, p.dismissed_at, p.dismissed_by, "
    "p.dismissal_reason, p.version FROM parcel p LEFT JOIN claim c ON c.id = p.claim_id ";

ParcelRow parcel_of(const db::Row& row) {
  ParcelRow parcel;
  parcel.id = row.get<ParcelId>("id");
  parcel.claim = row.get<std::optional<ClaimId>>("claim_id");
  parcel.claim_number = row.get<std::optional<std::string>>("claim_number").value_or("");
  parcel.carrier = row.get<std::string>("carrier");
  parcel.tracking = row.get<std::string>("tracking");
  parcel.sender = row.get<std::string>("sender");
  parcel.comment = row.get<std::string>("comment");
  parcel.contents = row.get<std::string>("contents");
  parcel.actor_name = row.get<std::string>("actor_name");
  parcel.announced_at = row.get<std::optional<Instant>>("announced_at");
  parcel.received_at = row.get<std::optional<Instant>>("received_at");
  parcel.matched_at = row.get<std::optional<Instant>>("matched_at");
  parcel.matched_by = row.get<std::string>("matched_by");
  parcel.dismissed_at = row.get<std::optional<Instant>>("dismissed_at");
  parcel.dismissed_by = row.get<std::string>("dismissed_by");
  parcel.dismissal_reason = row.get<std::string>("dismissal_reason");
  parcel.version = row.get<std::int64_t>("version");
  return parcel;
}

std::string_view condition_of(ParcelShelf shelf) {
  switch (shelf) {
    case ParcelShelf::Unmatched: return "p.claim_id IS NULL AND p.dismissed_at IS NULL ";
    case ParcelShelf::Matched: return "p.claim_id IS NOT NULL AND p.announced_at IS NULL ";
    case ParcelShelf::Dismissed: return "p.claim_id IS NULL AND p.dismissed_at IS NOT NULL ";
    case ParcelShelf::All: return "p.announced_at IS NULL ";
  }
  return "";
}

bool works_on_goods(const Viewer& viewer) { return viewer.sees_all_accounts() && viewer.can(Right::DisposeGoods); }

bool exists(db::Reader& reader, std::int64_t id) {
  return reader.value<std::int64_t>("SELECT COUNT(*) AS value FROM parcel WHERE id = :id", {{"id", id}}) > 0;
}

std::optional<Refusal> is_evidence(db::Reader&, const Viewer&, std::int64_t) {
  const auto sentence = msg("The photos of a parcel stay as they are.");
  return Refusal{"evidence", sentence, {{"file", "evidence", sentence}}, Refusal::Kind::Rule};
}

}  // namespace

ParcelRow require_parcel(db::Reader& reader, const Viewer& viewer, ParcelId id) {
  if (!works_on_goods(viewer)) throw NotFound();
  return reader.require(std::string(kParcelRows) + "WHERE p.id = :id", {{"id", id}}, parcel_of);
}

ParcelPage list_stray_parcels(db::Reader& reader, ParcelShelf shelf, std::optional<ParcelId> before, int limit) {
  ParcelPage page;
  page.items = reader.list(
      std::string(kParcelRows) + "WHERE " + std::string(condition_of(shelf)) +
          "AND p.id < :before ORDER BY p.id DESC LIMIT :limit",
      {{"before", before.value_or(ParcelId{std::numeric_limits<std::int64_t>::max()})}, {"limit", limit + 1}},
      parcel_of);
  if (static_cast<int>(page.items.size()) > limit) {
    page.items.pop_back();
    page.next = page.items.back().id;
  }
  return page;
}

std::int64_t count_unmatched_parcels(db::Reader& reader) {
  return reader.value<std::int64_t>("SELECT COUNT(*) AS value FROM (SELECT 1 AS one FROM parcel p WHERE " +
                                    std::string(condition_of(ParcelShelf::Unmatched)) + "LIMIT 1001) AS found");
}

std::vector<ParcelRow> list_parcels(db::Reader& reader, ClaimId claim) {
  return reader.list(std::string(kParcelRows) + "WHERE p.claim_id = :claim ORDER BY p.id", {{"claim", claim}},
                     parcel_of);
}

ParcelId insert_parcel(db::Transaction& transaction, const ParcelRow& parcel) {
  return transaction.require(
      "INSERT INTO parcel (claim_id, carrier, tracking, tracking_key, sender, comment, contents, announced_at, "
      "received_at, actor_name) VALUES (:claim, :carrier, :tracking, :tracking_key, :sender, :comment, :contents, "
      ":announced_at, :received_at, :actor_name) RETURNING id",
      {{"claim", parcel.claim},
       {"carrier", parcel.carrier},
       {"tracking", parcel.tracking},
       {"tracking_key", number_key(parcel.tracking)},
       {"sender", parcel.sender},
       {"comment", parcel.comment},
       {"contents", parcel.contents},
       {"announced_at", parcel.announced_at},
       {"received_at", parcel.received_at},
       {"actor_name", parcel.actor_name}},
      [](const db::Row& row) { return row.get<ParcelId>("id"); });
}

void update_parcel(db::Transaction& transaction, ParcelRow& parcel) {
  transaction.execute_one(
      "UPDATE parcel SET claim_id = :claim, matched_at = :matched_at, matched_by = :matched_by, dismissed_at = "
      ":dismissed_at, dismissed_by = :dismissed_by, dismissal_reason = :reason, version = version + 1 "
      "WHERE id = :id AND version = :version",
      {{"claim", parcel.claim},
       {"matched_at", parcel.matched_at},
       {"matched_by", parcel.matched_by},
       {"dismissed_at", parcel.dismissed_at},
       {"dismissed_by", parcel.dismissed_by},
       {"reason", parcel.dismissal_reason},
       {"id", parcel.id},
       {"version", parcel.version}});
  ++parcel.version;
}

void mark_parcels_received(db::Transaction& transaction, ClaimId claim, const std::string& tracking, Instant now) {
  transaction.execute(
      "UPDATE parcel SET received_at = :now, version = version + 1 WHERE claim_id = :claim AND received_at IS NULL "
      "AND (:tracking = '' OR tracking_key = :tracking)",
      {{"now", now}, {"claim", claim}, {"tracking", number_key(tracking)}});
}

void register_parcel_owner(attachments::Owners& owners) {
  attachments::OwnerRules rules;
  rules.can_see = [](db::Reader& reader, const Viewer& viewer, std::int64_t id) {
    return works_on_goods(viewer) && exists(reader, id);
  };
  rules.objection = is_evidence;
  rules.table = "parcel";
  rules.subject = [](db::Reader&, std::int64_t id) {
    return std::pair<std::string, std::string>("parcel", std::to_string(id));
  };
  rules.kinds = [](db::Reader&, Date) { return piece_kinds(); };
  rules.may_send_loose = [](const Viewer& viewer) { return !viewer.read_only && works_on_goods(viewer); };
  owners.add(kParcelFiles, std::move(rules));
}

}  // namespace recours::claims
