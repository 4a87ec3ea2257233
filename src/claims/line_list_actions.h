// R-615 Many lines into the basket at once: those the rules let through go in, the others are told why not.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/json/fwd.hpp>

#include "accounts/idempotency.h"
#include "claims/basket.h"
#include "claims/line_list_store.h"

namespace recours::claims {

struct ListedResult {
  JudgedLine line;
  std::optional<AddedItem> added;  // of a row that went in
};
// {added, refused, results: [{line, status: accepted | added | refused, item_id, reservation_number, errors}]}
boost::json::object lines_json(const std::vector<ListedResult>& results, ui::Language language);

// What would go in.
std::vector<ListedResult> preview_lines(db::Reader& reader, const accounts::Viewer& viewer,
                                        const accounts::Viewer& looking, const std::vector<ListedLine>& lines,
                                        Instant now);

// Forbidden for who may not claim. The answer is lines_json(); idempotent by key.
Result<accounts::KeptAnswer, Refusal> add_lines(db::Database& database, const accounts::Viewer& viewer,
                                                const accounts::Viewer& looking, const std::vector<ListedLine>& lines,
                                                Instant now, const std::optional<accounts::IdempotencyKey>& key = {});

}  // namespace recours::claims
