#include "claims/parcel_actions.h"

#include <boost/json.hpp>

#include "base/readable.h"
#include "base/text.h"
#include "claims/claim_store.h"

namespace recours::claims {
namespace {

namespace json = boost::json;
using accounts::Right;
using accounts::Viewer;

constexpr std::size_t kLineLength = 200, kNumberLength = 60, kTextLength = 4000;

void require_may(const Viewer& viewer) {
  if (viewer.read_only || !viewer.sees_all_accounts() || !viewer.can(Right::DisposeGoods)) throw Forbidden();
}

Refusal refused(const char* field, const char* code, const Message& message) {
  return {code, message, {{field, code, message}}, Refusal::Kind::Rule};
}

class Check {
 public:
  void text(const char* field, const std::string& value, std::size_t longest, Lines lines) {
    if (length(value) > longest) {
      refuse(field, "too_long", msg("At most {1} characters are possible here.", static_cast<std::int64_t>(longest)));
    } else if (has_unreadable(value, lines)) {
      refuse(field, "unreadable_characters", unreadable_characters());
    }
  }
  void refuse(const char* field, const char* code, const Message& message) {
    fields_.push_back({field, code, message});
  }
  std::optional<Refusal> refusal() && {
    if (fields_.empty()) return std::nullopt;
    const auto message = fields_.size() == 1 ? fields_.front().message : msg("Please check these fields.");
    return Refusal{"incomplete", message, std::move(fields_), Refusal::Kind::Rule};
  }

 private:
  std::vector<FieldRefusal> fields_;
};

std::optional<Refusal> objection_to(const ParcelDraft& draft, bool has_files) {
  Check check;
  check.text("sender", draft.sender, kLineLength, Lines::One);
  check.text("carrier", draft.carrier, kNumberLength, Lines::One);
  check.text("tracking", draft.tracking, kNumberLength, Lines::One);
  check.text("contents", draft.contents, kTextLength, Lines::Many);
  check.text("comment", draft.comment, kTextLength, Lines::Many);
  const bool said = !is_blank(draft.sender) || !is_blank(draft.tracking) || !is_blank(draft.contents) ||
                    !is_blank(draft.comment) || has_files;
  if (!said) {
    check.refuse("sender", "required",
                 msg("Say what is known of this parcel: its sender, a number, what is in it, or add a photo."));
  }
  return std::move(check).refusal();
}

ParcelRow row_of(const ParcelDraft& draft, const Viewer& viewer, Instant now) {
  ParcelRow parcel;
  parcel.sender = draft.sender;
  parcel.carrier = draft.carrier;
  parcel.tracking = draft.tracking;
  parcel.comment = draft.comment;
  parcel.contents = draft.contents;
  parcel.actor_name = viewer.name;
  parcel.received_at = now;
  return parcel;
}

void note(db::Transaction& transaction, const Viewer& viewer, const char* action, const ParcelRow& parcel,
          json::object content, Instant now) {
  content["parcel_id"] = parcel.id.value;
  journal::append(transaction, viewer.actor(), now, action, {"parcel", std::to_string(parcel.id.value)}, content);
}

Result<ParcelRow, Refusal> record(db::Transaction& transaction, const Viewer& viewer, const ParcelDraft& draft,
                                  Instant now) {
  const auto files = joined_files(transaction, viewer, draft.files);
  if (!files) return fail(files.error());
  if (auto objection = objection_to(draft, !files->empty())) return fail(std::move(*objection));
  ParcelRow parcel = row_of(draft, viewer, now);
  parcel.id = insert_parcel(transaction, parcel);
  hand_over(transaction, viewer, draft.files, *files, {kParcelFiles, parcel.id.value}, now);
  note(transaction, viewer, "parcel.recorded", parcel,
       {{"sender", parcel.sender},
        {"carrier", parcel.carrier},
        {"tracking", parcel.tracking},
        {"files", static_cast<std::int64_t>(files->size())}},
       now);
  return parcel;
}

ParcelRow require_held(db::Transaction& transaction, const Viewer& viewer, ParcelId id) {
  require_may(viewer);
  transaction.lock_rows("parcel", {id.value});
  return require_parcel(transaction, viewer, id);
}

std::optional<Claim> find_claim(db::Reader& reader, const Viewer& viewer, const std::string& number) {
  if (trim(number).empty()) return std::nullopt;
  try {
    return require_claim(reader, viewer, std::string(trim(number)));
  } catch (const NotFound&) {
    return std::nullopt;
  }
}

Refusal already_matched(const ParcelRow& parcel) {
  return refused("claim", "already_matched", msg("This parcel belongs to claim {1} already.", parcel.claim_number));
}

bool received_since(db::Reader& reader, ClaimId claim, Instant matched_at) {
  return reader.value<std::int64_t>(
             "SELECT COUNT(*) AS value FROM claim_receipt r JOIN claim_line l ON l.id = r.claim_line_id "
             "WHERE l.claim_id = :claim AND r.at >= :matched_at",
             {{"claim", claim}, {"matched_at", matched_at}}) > 0;
}

}  // namespace

Result<ParcelRow, Refusal> record_parcel(db::Database& database, const Viewer& viewer, const ParcelDraft& draft,
                                         Instant now, const std::optional<accounts::IdempotencyKey>& key) {
  require_may(viewer);
  return database.write([&](db::Transaction& transaction) -> Result<ParcelRow, Refusal> {
    if (key) {
      const auto kept = accounts::recall(transaction, *key, now);
      if (!kept) return fail(kept.error());
      if (*kept) {
        return require_parcel(transaction, viewer, ParcelId{json::parse((*kept)->body).at("id").as_int64()});
      }
    }
    auto parcel = record(transaction, viewer, draft, now);
    if (key && parcel)
      accounts::keep(transaction, *key, {201, json::serialize(json::object{{"id", parcel->id.value}})}, now);
    return parcel;
  });
}

Result<ParcelRow, Refusal> match_parcel(db::Database& database, const Viewer& viewer, ParcelId id,
                                        const std::string& number, Instant now) {
  return database.write([&](db::Transaction& transaction) -> Result<ParcelRow, Refusal> {
    auto parcel = require_held(transaction, viewer, id);
    const auto claim = find_claim(transaction, viewer, number);
    if (!claim) return fail(refused("claim", "unknown_claim", msg("There is no claim with this number.")));
    if (parcel.claim && *parcel.claim != claim->id) return fail(already_matched(parcel));
    if (parcel.claim) return parcel;  // sent twice, done once
    parcel.claim = claim->id;
    parcel.claim_number = claim->number;
    parcel.matched_at = now;
    parcel.matched_by = viewer.name;
    parcel.dismissed_at.reset();
    parcel.dismissed_by.clear();
    parcel.dismissal_reason.clear();
    update_parcel(transaction, parcel);
    note(transaction, viewer, "parcel.matched", parcel, {{"claim", claim->number}}, now);
    return parcel;
  });
}

Result<ParcelRow, Refusal> separate_parcel(db::Database& database, const Viewer& viewer, ParcelId id, Instant now) {
  return database.write([&](db::Transaction& transaction) -> Result<ParcelRow, Refusal> {
    auto parcel = require_held(transaction, viewer, id);
    if (!parcel.claim || !parcel.matched_at) {
      return fail(refused("claim", "not_matched", msg("This parcel belongs to no claim.")));
    }
    if (received_since(transaction, *parcel.claim, *parcel.matched_at)) {
      return fail(
          refused("claim", "already_received",
                  msg("Goods of claim {1} were received since: the parcel stays with it.", parcel.claim_number)));
    }
    note(transaction, viewer, "parcel.separated", parcel, {{"claim", parcel.claim_number}}, now);
    parcel.claim.reset();
    parcel.claim_number.clear();
    parcel.matched_at.reset();
    parcel.matched_by.clear();
    update_parcel(transaction, parcel);
    return parcel;
  });
}

Result<ParcelRow, Refusal> dismiss_parcel(db::Database& database, const Viewer& viewer, ParcelId id,
                                          const std::string& reason, Instant now) {
  return database.write([&](db::Transaction& transaction) -> Result<ParcelRow, Refusal> {
    auto parcel = require_held(transaction, viewer, id);
    Check check;
    check.text("reason", reason, kTextLength, Lines::Many);
    if (is_blank(reason)) check.refuse("reason", "required", msg("Say what becomes of the parcel, and why."));
    if (auto refusal = std::move(check).refusal()) return fail(std::move(*refusal));
    if (parcel.claim) return fail(already_matched(parcel));
    if (parcel.dismissed_at) return parcel;
    parcel.dismissed_at = now;
    parcel.dismissed_by = viewer.name;
    parcel.dismissal_reason = reason;
    update_parcel(transaction, parcel);
    note(transaction, viewer, "parcel.dismissed", parcel, {{"reason", reason}}, now);
    return parcel;
  });
}

}  // namespace recours::claims
