// R-814 Any bytes as a part of a Word document and as the code of a field: starts and ends match, nothing else is
// thrown.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "inspect/verdict.h"
#include "inspect/word_fields.h"
#include "inspect/xml.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace recours::inspect;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  long open = 0;
  try {
    read_xml(input, [&](const XmlEvent& event) {
      open += event.what == XmlEvent::What::Start;
      open -= event.what == XmlEvent::What::End;
      if (open < 0) std::abort();
    });
    if (open != 0) std::abort();
  } catch (const Unacceptable&) {  // the only way to say no
  }
  static_cast<void>(reaches_outside(input));
  return 0;
}
