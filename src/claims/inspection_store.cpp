#include "claims/inspection_store.h"

#include <algorithm>

#include "attachments/attachment_store.h"
#include "claims/claim_files.h"

namespace recours::claims {
namespace {

using accounts::Right;
using accounts::Viewer;

struct Standing {
  ResellerAccountId account;
  std::string number;
};

std::optional<Standing> find_standing(db::Reader& reader, std::int64_t id) {
  return reader.find(
      "SELECT c.account_id, c.number FROM claim_inspection n JOIN claim c ON c.id = n.claim_id WHERE n.id = :id",
      {{"id", id}}, [](const db::Row& row) {
        return Standing{row.get<ResellerAccountId>("account_id"), row.get<std::string>("number")};
      });
}

std::optional<Refusal> is_evidence(db::Reader&, const Viewer&, std::int64_t) {
  const auto sentence = msg("The photos of an inspection stay as they are.");
  return Refusal{"evidence", sentence, {{"file", "evidence", sentence}}, Refusal::Kind::Rule};
}

void add_lines(db::Reader& reader, Inspection& inspection) {
  inspection.lines =
      reader.list("SELECT claim_line_id FROM claim_inspection_line WHERE inspection_id = :id ORDER BY claim_line_id",
                  {{"id", inspection.id}}, [](const db::Row& row) { return row.get<ClaimLineId>("claim_line_id"); });
}

}  // namespace

std::vector<Inspection> list_inspections(db::Reader& reader, ClaimId claim) {
  auto inspections = reader.list(
      "SELECT id, at, actor_name, result, comment FROM claim_inspection WHERE claim_id = :claim ORDER BY id",
      {{"claim", claim}}, [](const db::Row& row) {
        return Inspection{row.get<InspectionId>("id"),
                          row.get<Instant>("at"),
                          row.get<std::string>("actor_name"),
                          row.get<std::string>("result"),
                          row.get<std::string>("comment"),
                          {},
                          {}};
      });
  for (auto& inspection : inspections) {
    add_lines(reader, inspection);
    inspection.files = attachments::list_attachments(reader, {kInspectionFiles, inspection.id.value});
  }
  return inspections;
}

InspectionId insert_inspection(db::Transaction& transaction, ClaimId claim, const Inspection& inspection) {
  const auto id = transaction.require(
      "INSERT INTO claim_inspection (claim_id, at, actor_name, result, comment) VALUES (:claim, :at, :actor_name, "
      ":result, :comment) RETURNING id",
      {{"claim", claim},
       {"at", inspection.at},
       {"actor_name", inspection.actor_name},
       {"result", inspection.result},
       {"comment", inspection.comment}},
      [](const db::Row& row) { return row.get<InspectionId>("id"); });
  for (const auto line : inspection.lines) {
    transaction.execute_one(
        "INSERT INTO claim_inspection_line (inspection_id, claim_line_id) VALUES (:inspection, :line)",
        {{"inspection", id}, {"line", line}});
  }
  return id;
}

void register_inspection_owner(attachments::Owners& owners) {
  attachments::OwnerRules rules;
  rules.can_see = [](db::Reader& reader, const Viewer& viewer, std::int64_t id) {
    const auto standing = find_standing(reader, id);
    const auto scope = accounts::account_scope(viewer);
    return standing && viewer.can(Right::SeeClaims) && (scope == 0 || scope == standing->account.value);
  };
  rules.objection = is_evidence;
  rules.table = "claim_inspection";
  rules.subject = [](db::Reader& reader, std::int64_t id) {
    const auto standing = find_standing(reader, id);
    return std::pair<std::string, std::string>("claim", standing ? standing->number : std::to_string(id));
  };
  rules.kinds = [](db::Reader&, Date) { return piece_kinds(); };
  owners.add(kInspectionFiles, std::move(rules));
}

}  // namespace recours::claims
