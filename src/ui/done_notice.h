// What the page says to which a form leads after its success (303 to …?done=word): one table for each page.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "http/message.h"
#include "ui/page.h"

namespace recours::ui {

struct DoneWord {
  std::string_view word;
  const char* sentence;  // English, in the catalogue
  Notice::Kind kind = Notice::Kind::Success;
};

// Empty unless the address says one of these words.
std::vector<Notice> done_notices(Language language, const http::Request& request, std::span<const DoneWord> words);

}  // namespace recours::ui
