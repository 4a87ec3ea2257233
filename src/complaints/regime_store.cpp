#include "complaints/regime_store.h"

#include "base/text.h"

namespace recours::complaints {
namespace {

calendar::Regime regime_of(const db::Row& row) {
  calendar::Regime regime;
  regime.id = row.get<std::int64_t>("id");
  regime.code = row.get<std::string>("code");
  regime.source = row.get<std::string>("source");
  regime.activities = split(row.get<std::string>("activities"), ',');
  std::erase(regime.activities, "");
  regime.valid_from = row.get<std::optional<Date>>("valid_from");
  regime.valid_to = row.get<std::optional<Date>>("valid_to");
  regime.starts_from = calendar::starts_from_named(row.get<std::string>("starts_from")).value();
  regime.acknowledgement = {row.get<int>("acknowledgement_days"),
                            calendar::day_unit_named(row.get<std::string>("acknowledgement_unit")).value()};
  regime.answer_months = static_cast<int>(row.get<std::int64_t>("answer_months"));
  regime.mediator_months = static_cast<int>(row.get<std::int64_t>("mediator_months"));
  return regime;
}

const std::string kColumns =
    "SELECT r.id, r.code, r.source, r.activities, r.valid_from, r.valid_to, r.starts_from, r.acknowledgement_days, "
    "r.acknowledgement_unit, r.answer_months, r.mediator_months ";

const std::string kDated =
    kColumns + ", r.version, EXISTS (SELECT 1 FROM complaint c WHERE c.regime_id = r.id) AS is_used FROM complaint_regime r ";

DatedRegime dated_regime_of(const db::Row& row) {
  return {regime_of(row), row.get<std::int64_t>("version"), row.get<bool>("is_used")};
}

std::string activities_of(const calendar::Regime& regime) { return join(regime.activities, ","); }

}  // namespace

std::vector<calendar::Regime> list_regimes(db::Reader& reader) {
  return reader.list(kColumns + "FROM complaint_regime r ORDER BY r.id", {}, regime_of);
}

std::vector<DatedRegime> list_dated_regimes(db::Reader& reader) {
  return reader.list(kDated + "ORDER BY r.valid_from IS NOT NULL, r.valid_from DESC, r.id DESC", {}, dated_regime_of);
}

DatedRegime require_regime(db::Reader& reader, RegimeId id) {
  return reader.require(kDated + "WHERE r.id = :id", {{"id", id}}, dated_regime_of);
}

RegimeId insert_regime(db::Transaction& transaction, const calendar::Regime& regime) {
  return RegimeId{transaction.value<std::int64_t>(
      "INSERT INTO complaint_regime (code, source, activities, valid_from, valid_to, starts_from, acknowledgement_days, "
      "acknowledgement_unit, answer_months, mediator_months) VALUES (:code, :source, :activities, :valid_from, :valid_to, "
      ":starts_from, :days, :unit, :answer_months, :mediator_months) RETURNING id AS value",
      {{"code", regime.code},
       {"source", regime.source},
       {"activities", activities_of(regime)},
       {"valid_from", regime.valid_from},
       {"valid_to", regime.valid_to},
       {"starts_from", calendar::name_of(regime.starts_from)},
       {"days", regime.acknowledgement.count},
       {"unit", calendar::name_of(regime.acknowledgement.unit)},
       {"answer_months", regime.answer_months},
       {"mediator_months", regime.mediator_months}})};
}

void update_regime(db::Transaction& transaction, const calendar::Regime& regime, std::int64_t version) {
  transaction.execute_one(
      "UPDATE complaint_regime SET code = :code, source = :source, activities = :activities, valid_from = :valid_from, "
      "valid_to = :valid_to, starts_from = :starts_from, acknowledgement_days = :days, acknowledgement_unit = :unit, "
      "answer_months = :answer_months, mediator_months = :mediator_months, version = version + 1 "
      "WHERE id = :id AND version = :version",
      {{"id", regime.id},
       {"version", version},
       {"code", regime.code},
       {"source", regime.source},
       {"activities", activities_of(regime)},
       {"valid_from", regime.valid_from},
       {"valid_to", regime.valid_to},
       {"starts_from", calendar::name_of(regime.starts_from)},
       {"days", regime.acknowledgement.count},
       {"unit", calendar::name_of(regime.acknowledgement.unit)},
       {"answer_months", regime.answer_months},
       {"mediator_months", regime.mediator_months}});
}

}  // namespace recours::complaints
