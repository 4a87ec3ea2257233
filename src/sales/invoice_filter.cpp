#include "sales/invoice_filter.h"

#include "base/text.h"

namespace recours::sales {
namespace {

constexpr std::size_t kLongestNumber = 200;

class FilterReading {
 public:
  FilterReading(const http::Fields& fields, Date today) : fields_(fields), today_(today) {}

  Result<InvoiceFilter, Refusal> read() {
    read_window();
    read_number();
    if (refusals_.empty()) return filter_;
    return fail(Refusal{"invalid_filter", msg("The search cannot be made as it stands."), refusals_});
  }

 private:
  void read_window() {
    filter_.from = date("from");
    filter_.to = date("to");
    if (filter_.from && filter_.to && *filter_.from > *filter_.to) {
      refuse("from", "from_after_to", msg("The start of the period ({1}) is after its end ({2}).", *filter_.from, *filter_.to));
    }
    const auto period = trim(fields_.text("period"));
    if (period.empty()) return;
    const auto window = window_of_period(period, today_);
    if (!window) return refuse("period", "bad_period", msg("Choose one of the periods on offer: 1w, 1m, 3m, 6m, 1y."));
    if (!trim(fields_.text("from")).empty() || !trim(fields_.text("to")).empty()) return;
    filter_.from = window->from;
    filter_.to = window->to;
  }

  void read_number() {
    filter_.number = trim(fields_.text("number"));
    if (filter_.number.size() > kLongestNumber) {
      refuse("number", "number_too_long", msg("A number has at most {1} characters.", static_cast<int>(kLongestNumber)));
    }
    const auto type = trim(fields_.text("number_type"));
    if (type.empty()) return;
    filter_.number_kind = number_kind_named(type);
    if (!filter_.number_kind) refuse("number_type", "bad_number_type", msg("Choose one of the types of number on offer."));
  }

  std::optional<Date> date(const char* field) {
    const auto text = trim(fields_.text(field));
    if (text.empty()) return std::nullopt;
    const auto day = Date::parse(text);
    if (!day) refuse(field, "bad_date", msg("This is not a date: write DD/MM/YYYY."));
    return day;
  }

  void refuse(std::string field, std::string code, Message message) {
    refusals_.push_back({std::move(field), std::move(code), std::move(message)});
  }

  const http::Fields& fields_;
  Date today_;
  InvoiceFilter filter_;
  std::vector<FieldRefusal> refusals_;
};

}  // namespace

std::optional<Window> window_of_period(std::string_view period, Date today) {
  if (period == "1w") return Window{today.plus_days(-7), today};
  if (period == "1m") return Window{today.plus_months(-1), today};
  if (period == "3m") return Window{today.plus_months(-3), today};
  if (period == "6m") return Window{today.plus_months(-6), today};
  if (period == "1y") return Window{today.plus_months(-12), today};
  return std::nullopt;
}

Result<InvoiceFilter, Refusal> parse_filter(const http::Fields& fields, Date today) {
  return FilterReading(fields, today).read();
}

}  // namespace recours::sales
