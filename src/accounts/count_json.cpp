#include "accounts/count_json.h"

#include <boost/json.hpp>

namespace recours::accounts {

boost::json::array steps_json(ui::Language language, const calendar::Count& count) {
  boost::json::array steps;
  for (const auto& day : count.days) {
    steps.push_back({{"date", day.on.iso()}, {"counted", day.counted()}, {"why", ui::tr_message(language, day.why)}});
  }
  return steps;
}

}  // namespace recours::accounts
