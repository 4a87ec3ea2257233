#include "sales/invoice.h"

namespace recours::sales {

std::string_view name_of(LineKind kind) {
  switch (kind) {
    case LineKind::Goods: return "goods";
    case LineKind::Service: return "service";
    case LineKind::Freight: return "freight";
  }
  return "goods";
}

std::optional<LineKind> line_kind_named(std::string_view name) {
  for (const auto kind : {LineKind::Goods, LineKind::Service, LineKind::Freight}) {
    if (name == name_of(kind)) return kind;
  }
  return std::nullopt;
}

}  // namespace recours::sales
