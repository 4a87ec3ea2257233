// The filter of the register's list as people set it: what the address says, kept as typed, and the chips and fields
// that change it. What the words mean is read_filter's (complaint_request_form.h).
#pragma once

#include <string>
#include <string_view>

#include "accounts/site.h"
#include "complaints/complaint_query.h"
#include "complaints/dashboard_store.h"
#include "ui/components.h"
#include "ui/trail.h"

namespace recours::complaints {

inline constexpr const char* kListPath = "/complaints";

class FilterForm {
 public:
  // Keeps what read_filter knows; cursors and notices are no filter.
  explicit FilterForm(const http::Fields& query);

  std::string text(std::string_view name) const;
  FilterForm with(std::string_view name, std::string_view value) const;
  const ui::Query& query() const { return query_; }
  http::Fields fields() const;
  std::string address() const { return ui::address(kListPath, query_); }
  // Nothing narrows the list; the order does not.
  bool is_blank() const;
  // Nothing but a chip narrows it.
  bool is_plain() const { return with("late", "").with("state", "").is_blank(); }

 private:
  FilterForm() = default;
  ui::Query query_;
};

// En retard · Aujourd'hui · Cette semaine · Ouvertes · Toutes, with how many where `dues` were counted.
ui::Html filter_chips(ui::Language language, const FilterForm& form, const std::optional<DueCounts>& dues);
// The GET form: words first, the rest behind « Plus de filtres ».
ui::Html filter_fields(const accounts::Visit& visit, const FilterForm& form, const ui::FieldErrors& errors);

// 999, or 1 000+.
std::string counted(ui::Language language, const Counted& counted);

}  // namespace recours::complaints
