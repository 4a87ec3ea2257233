// R-645 The documents beside a manufacturer's procedure: kept on a shelf of its own, whatever version of the text is in
// force; read by everybody who reads procedures, changed by those who write them.
#pragma once

#include <optional>
#include <string_view>

#include "attachments/owners.h"

namespace recours::claims {

inline constexpr const char* kProcedureFiles = "procedure";

// Called with the owners of claims, before the first request.
void register_procedure_owner(attachments::Owners& owners);

// None until a document was put there.
std::optional<std::int64_t> find_shelf(db::Reader& reader, std::string_view slug);
std::int64_t insert_shelf(db::Transaction& transaction, std::string_view slug);

}  // namespace recours::claims
