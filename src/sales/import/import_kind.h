// The tables of the ERP, and which of them a CSV holds, by the columns its first row names. Pure.
#pragma once

#include <optional>
#include <string_view>


namespace recours::sales {

// Other hand-overs of the ERP as CSV (interface.md): accounts, articles, deliveries, serials.
enum class TableKind { Accounts, Articles, Deliveries, Serials };

// R-234 Of the beginning of a file; none for invoices and for what is no table of these.
std::optional<TableKind> table_kind_of(std::string_view start);

}  // namespace recours::sales
