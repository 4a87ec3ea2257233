// Recordings: MP3, M4A and WAV by their structure. Kept as they were sent; nothing is played or converted here.
#pragma once

#include <string_view>

namespace recours::inspect {

// R-789 Each throws Unacceptable: Damaged, Polyglot, UnsupportedType (a film, a coding nobody plays).
void check_mp3(std::string_view bytes);
void check_m4a(std::string_view bytes);
void check_wav(std::string_view bytes);

// Two valid MPEG audio frames one behind the other.
bool begins_with_frames(std::string_view bytes);

}  // namespace recours::inspect
