#include "claims/procedure_files_actions.h"

#include "claims/procedure_files_store.h"

namespace recours::claims {

attachments::Owner open_shelf(db::Database& database, const accounts::Viewer& viewer, std::string_view slug) {
  if (viewer.read_only || !viewer.can(accounts::Right::EditProcedures)) throw Forbidden();
  if (const auto found = find_shelf(*database.reader(), slug)) return {kProcedureFiles, *found};
  return {kProcedureFiles,
          database.write([&](db::Transaction& transaction) { return insert_shelf(transaction, slug); })};
}

}  // namespace recours::claims
