#include "claims/carriage_store.h"

namespace recours::claims {

Carriage carriage_of(db::Reader& reader, ClaimId claim) {
  return reader
      .find(
          "SELECT d.number, d.carrier, d.tracking, d.delivered_on FROM claim_line l "
          "JOIN invoice_line s ON s.id = l.invoice_line_id JOIN delivery_note d ON d.number_key = s.delivery_note_key "
          "WHERE l.claim_id = :claim ORDER BY CASE WHEN d.delivered_on IS NULL THEN 1 ELSE 0 END, d.delivered_on, d.id "
          "LIMIT 1",
          {{"claim", claim}},
          [](const db::Row& row) {
            return Carriage{row.get<std::string>("number"), row.get<std::string>("carrier"),
                            row.get<std::string>("tracking"), row.get<std::optional<Date>>("delivered_on")};
          })
      .value_or(Carriage());
}

}  // namespace recours::claims
