#include "complaints/complaint_export_actions.h"

#include <boost/json.hpp>

namespace recours::complaints {

//
void note_export(db::Database& database, const accounts::Viewer& viewer, const Export& taken, Instant now) {
  database.write([&](db::Transaction& transaction) {
    journal::append(transaction, viewer.actor(), now, "complaints_exported", {"register", "complaints"},
                    {{"format", taken.format}, {"filter", taken.asked}, {"rows", taken.rows}});
  });
}

}  // namespace recours::complaints
