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
  regime.acknowledgement = {static_cast<int>(row.get<std::int64_t>("acknowledgement_days"))};
  regime.answer_months = static_cast<int>(row.get<std::int64_t>("answer_months"));
  regime.mediator_months = static_cast<int>(row.get<std::int64_t>("mediator_months"));
  return regime;
}

}  // namespace

std::vector<calendar::Regime> list_regimes(db::Reader& reader) {
  return reader.list(
      "SELECT id, code, source, activities, valid_from, valid_to, starts_from, acknowledgement_days, answer_months, "
      "mediator_months FROM complaint_regime ORDER BY id",
      {}, regime_of);
}

}  // namespace recours::complaints
