// Signs of a second format inside a file: what another program would open, run or unpack from the same bytes.
#pragma once

#include <string_view>

namespace recours::inspect {

// How far from the beginning a PDF header may lie; readers find it there.
inline constexpr std::size_t kPdfHeaderSearch = 1024;
// Where the first PDF header lies within that; npos: none.
std::size_t pdf_header(std::string_view bytes);

// The end record of a ZIP that unpackers would follow, with anything before it.
bool has_zip_end(std::string_view bytes);
// Begins as a format that is neither text nor one of nobody's: picture, archive, program, page, script.
bool begins_as_other_format(std::string_view bytes);
// Text a browser or a server would run.
bool has_script(std::string_view bytes);
// Data behind the end of a picture that is more than what phones put there.
bool hides_other_format(std::string_view trailing);

}  // namespace recours::inspect
