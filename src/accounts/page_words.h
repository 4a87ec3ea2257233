// The words nearly every page is written in. Its .cpp file says `using namespace page_words;`, a header never does.
#pragma once

#include "accounts/site.h"
#include "ui/components.h"

namespace recours::page_words {

using accounts::Right;
using accounts::Viewer;
using accounts::Visit;
using http::Method;
using http::Response;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;
using ui::trn;

}  // namespace recours::page_words
