// What the invoice filter of the pages and the API means: presets, a window, one number. Pure.
#pragma once

#include "base/date.h"
#include "base/refusal.h"
#include "base/result.h"
#include "http/message.h"
#include "sales/invoice_query.h"

namespace recours::sales {

// 1w, 1m, 3m, 6m, 1y: from today − 7 days, or the same day of an earlier month, to today; both included.
struct Window {
  Date from, to;
};
std::optional<Window> window_of_period(std::string_view period, Date today);

// Fields: period, from, to (a window wins over a period), number_type, number. Nothing given: everything.
// Refusal `invalid_filter` with the fields bad_period, bad_date, from_after_to, bad_number_type, number_too_long.
Result<InvoiceFilter, Refusal> parse_filter(const http::Fields& fields, Date today);

}  // namespace recours::sales
