#include "claims/claim_crumbs_view.h"

#include <algorithm>

#include "accounts/page_words.h"
#include "claims/queue_form.h"

namespace recours::claims {

using namespace page_words;

ui::Crumb list_crumb(const Visit& visit) {
  const Language l = visit.language();
  if (!visit.viewer.sees_all_accounts()) return {tr(l, "Track claims"), "/claims"};
  const auto queue = queue_named(visit.request.query.text("queue"));
  const auto seen = visible_queues(visit.viewer);
  if (queue && std::find(seen.begin(), seen.end(), *queue) != seen.end()) {
    return {tr(l, "To handle – {1}", label_of(l, *queue)), path_of(*queue)};
  }
  // Who only works there came from there.
  if (own_queues(visit.viewer) == std::vector{Queue::Warehouse}) return {tr(l, "Goods-in"), "/goods-in"};
  return {tr(l, "Claims"), "/claims"};
}

}  // namespace recours::claims
