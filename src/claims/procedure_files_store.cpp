#include "claims/procedure_files_store.h"

namespace recours::claims {
namespace {

using accounts::Right;
using accounts::Viewer;

std::optional<std::string> slug_of(db::Reader& reader, std::int64_t id) {
  return reader.find("SELECT slug FROM procedure_shelf WHERE id = :id", {{"id", id}},
                     [](const db::Row& row) { return row.get<std::string>("slug"); });
}

std::optional<Refusal> objection(db::Reader&, const Viewer& viewer, std::int64_t) {
  if (!viewer.read_only && viewer.can(Right::EditProcedures)) return std::nullopt;
  const auto message = msg("The files of a procedure are changed by those who edit it.");
  return Refusal{"read_only", message, {{"file", "read_only", message}}, Refusal::Kind::Rule};
}

}  // namespace

void register_procedure_owner(attachments::Owners& owners) {
  attachments::OwnerRules rules;
  rules.can_see = [](db::Reader& reader, const Viewer& viewer, std::int64_t id) {
    return viewer.can(Right::SeeProcedures) && slug_of(reader, id).has_value();
  };
  rules.objection = objection;
  rules.table = "procedure_shelf";
  rules.subject = [](db::Reader& reader, std::int64_t id) {
    return std::pair<std::string, std::string>("procedure", slug_of(reader, id).value_or(std::to_string(id)));
  };
  owners.add(kProcedureFiles, std::move(rules));
}

std::optional<std::int64_t> find_shelf(db::Reader& reader, std::string_view slug) {
  return reader.find("SELECT id FROM procedure_shelf WHERE slug = :slug", {{"slug", slug}},
                     [](const db::Row& row) { return row.get<std::int64_t>("id"); });
}

std::int64_t insert_shelf(db::Transaction& transaction, std::string_view slug) {
  return transaction.value<std::int64_t>(
      "INSERT INTO procedure_shelf (slug) VALUES (:slug) ON CONFLICT (slug) DO UPDATE SET slug = excluded.slug "
      "RETURNING id AS value",
      {{"slug", slug}});
}

}  // namespace recours::claims
