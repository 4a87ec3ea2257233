// Marks the English of a sentence in a table: the catalogue takes it in, who shows it translates it (ui::tr).
#pragma once

namespace recours {

constexpr const char* key(const char* english) { return english; }

}  // namespace recours
