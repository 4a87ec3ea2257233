// R-811 R-812 The promise of a cleaned picture: what is kept has the structure of one, ends at its end and does not
// change when it is cleaned again.
#pragma once

#include "fuzz/fuzzing.h"
#include "inspect/location.h"
#include "inspect/verdict.h"

namespace recours::fuzzing {

template <class Clean, class Read>
int check_cleaning(const std::uint8_t* data, std::size_t size, Clean clean, Read read) {
  static const bool started = (inspect::start_metadata(), true);
  return accept_or_refuse<inspect::Unacceptable>(data, started ? size : 0, [&](std::string_view sent) {
    const auto cleaned = clean(sent);
    if (!cleaned.bytes) return;
    require(read(*cleaned.bytes).trailing.empty());
    try {
      require(!clean(*cleaned.bytes).bytes);
    } catch (const inspect::Unacceptable& refused) {  // with less in front of it, more may look like an archive
      require(refused.reason() == inspect::Reason::Polyglot);
    }
  });
}

}  // namespace recours::fuzzing
