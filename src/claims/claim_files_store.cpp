#include "claims/claim_files_store.h"

#include <algorithm>
#include <unordered_map>

#include "attachments/attachment_store.h"
#include "claims/claim_files.h"
#include "claims/claim_store.h"
#include "claims/inspection_store.h"
#include "claims/message_store.h"
#include "claims/parcel_store.h"
#include "claims/procedure_files_store.h"

namespace recours::claims {
namespace {

using accounts::Right;
using accounts::Viewer;

// What the rights of files hang on, of a line or of a claim.
struct Standing {
  ResellerAccountId account;
  UserId author;
  std::string number;
  bool confirmed = false;
  bool closed = false;
};

std::optional<Standing> find_standing(db::Reader& reader, std::string_view columns_and_rows, std::int64_t id) {
  return reader.find("SELECT c.account_id, c.author_id, c.confirmed_at, c.closed_at, " + std::string(columns_and_rows),
                     {{"id", id}}, [](const db::Row& row) {
                       return Standing{row.get<ResellerAccountId>("account_id"), row.get<UserId>("author_id"),
                                       row.get<std::string>("number"),
                                       row.get<std::optional<Instant>>("confirmed_at").has_value(),
                                       row.get<std::optional<Instant>>("closed_at").has_value()};
                     });
}

std::optional<Standing> find_line(db::Reader& reader, std::int64_t id) {
  return find_standing(
      reader, "l.reservation_number AS number FROM claim_line l JOIN claim c ON c.id = l.claim_id WHERE l.id = :id",
      id);
}

std::optional<Standing> find_claim(db::Reader& reader, std::int64_t id) {
  return find_standing(reader, "c.number FROM claim c WHERE c.id = :id", id);
}

bool is_in_scope(const Viewer& viewer, ResellerAccountId account) {
  const auto scope = accounts::account_scope(viewer);
  return scope == 0 || scope == account.value;
}

bool sees(const Viewer& viewer, const Standing& standing) {
  if (!is_in_scope(viewer, standing.account)) return false;
  return standing.confirmed ? viewer.can(Right::SeeClaims)
                            : viewer.can(Right::OpenClaim) && standing.author == viewer.id;
}

Refusal refused(const char* code, const Message& message) {
  return {code, message, {{"file", code, message}}, Refusal::Kind::Rule};
}

Refusal is_evidence() {
  return refused("confirmed",
                 msg("The files of a confirmed declaration stay as they are; add further ones to the claim."));
}

std::optional<Refusal> objection_to_line(db::Reader& reader, const Viewer&, std::int64_t id) {
  const auto line = find_line(reader, id);
  if (!line) throw NotFound();
  return line->confirmed ? std::optional(is_evidence()) : std::nullopt;
}

bool works_on_claims(const Viewer& viewer) {
  return !viewer.read_only && (viewer.can(Right::OpenClaim) || viewer.can(Right::DecideClaim));
}

std::optional<Refusal> objection_to_claim(db::Reader& reader, const Viewer& viewer, std::int64_t id) {
  const auto claim = find_claim(reader, id);
  if (!claim) throw NotFound();
  if (!works_on_claims(viewer))
    return refused("read_only", msg("You can see the files of this claim, not change them."));
  if (claim->closed) return refused("closed", msg("This claim is closed: no file can be added or changed any more."));
  return std::nullopt;
}

std::optional<Refusal> objection_to_file(db::Reader&, const Viewer& viewer, const attachments::Attachment& file) {
  if (may_change(viewer, file)) return std::nullopt;
  return refused("not_yours", msg("Only who sent this file may change or remove it."));
}

std::optional<std::int64_t> find_by_number(db::Reader& reader, const Viewer& viewer, const std::string& number) {
  if (!viewer.can(Right::SeeClaims)) return std::nullopt;
  try {
    return require_claim(reader, viewer, number).id.value;
  } catch (const NotFound&) {
    return std::nullopt;
  }
}

using Find = std::optional<Standing> (*)(db::Reader&, std::int64_t);

attachments::OwnerRules rules_of(Find find, std::string table) {
  attachments::OwnerRules rules;
  rules.can_see = [find](db::Reader& reader, const Viewer& viewer, std::int64_t id) {
    const auto standing = find(reader, id);
    return standing && sees(viewer, *standing);
  };
  rules.table = std::move(table);
  rules.subject = [find](db::Reader& reader, std::int64_t id) {
    const auto standing = find(reader, id);
    return std::pair<std::string, std::string>("claim", standing ? standing->number : std::to_string(id));
  };
  rules.kinds = [](db::Reader&, Date) { return piece_kinds(); };
  return rules;
}

}  // namespace

void register_attachment_owners(attachments::Owners& owners) {
  auto line = rules_of(find_line, "claim_line");
  line.objection = objection_to_line;
  owners.add(kLineFiles, std::move(line));
  auto claim = rules_of(
      [](db::Reader& reader, std::int64_t id) {
        auto found = find_claim(reader, id);
        return found && found->confirmed ? found : std::nullopt;  // in the basket only its lines have files
      },
      "claim");
  claim.objection = objection_to_claim;
  claim.objection_to_file = objection_to_file;
  claim.find = find_by_number;
  claim.may_send_loose = works_on_claims;
  owners.add(kClaimFiles, std::move(claim));
  register_procedure_owner(owners);
  register_message_owners(owners);
  register_parcel_owner(owners);
  register_inspection_owner(owners);
}

void add_files(db::Reader& reader, std::vector<ClaimLine>& lines) {
  if (lines.empty()) return;
  std::unordered_map<std::int64_t, ClaimLine*> by_id;
  std::vector<std::int64_t> ids;
  for (auto& line : lines) {
    by_id.emplace(line.id.value, &line);
    ids.push_back(line.id.value);
  }
  for (auto& file : attachments::list_attachments(reader, kLineFiles, ids)) {
    by_id.at(file.owner.id)->files.push_back(std::move(file));
  }
}

bool may_change(const Viewer& viewer, const attachments::Attachment& file) {
  return file.uploaded_by == viewer.id || viewer.can(Right::DecideClaim);
}

bool takes_files(const Viewer& viewer, const Claim& claim) { return works_on_claims(viewer) && !claim.closed_at; }

}  // namespace recours::claims
