// What is asked of the invoices: a window, a number of some kind, one page of the answer. Values only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/paging.h"
#include "sales/invoice.h"

namespace recours::sales {

enum class NumberKind { Invoice, Order, DeliveryNote, Serial, Part };   // part: manufacturer's part or article number
std::string_view name_of(NumberKind kind);                 // invoice, order, delivery_note, serial, part
std::optional<NumberKind> number_kind_named(std::string_view name);

struct InvoiceFilter {
  std::optional<Date> from, to;                            // inclusive, by issue date
  std::optional<NumberKind> number_kind;                   // none: a number of any kind
  std::string number;                                      // R-230 empty: all; with or without leading zeros, or a prefix
};

using recours::Page;
using recours::PageOf;

}  // namespace recours::sales
