#include "claims/claim_export_actions.h"

#include <boost/json.hpp>

namespace recours::claims {

void note_claim_export(db::Database& database, const accounts::Viewer& viewer, const ClaimExport& taken, Instant now) {
  database.write([&](db::Transaction& transaction) {
    journal::append(transaction, viewer.actor(), now, "claims_exported", {"queue", "claims"},
                    boost::json::object{{"format", taken.format}, {"filter", taken.asked}, {"rows", taken.rows}});
  });
}

}  // namespace recours::claims
