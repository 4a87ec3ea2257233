// The parts of a ZIP package in memory, unpacked within limits.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace recours::inspect {

using Parts = std::map<std::string, std::string>;  // by path

// R-815 Throws Unacceptable: ArchiveBomb beyond 5,000 entries, 200 MiB or a hundred times the packed size; Encrypted;
// Damaged for paths that leave the package, paths named twice and for what is no whole ZIP; Polyglot for bytes before
// or behind the archive.
Parts unpack(std::string_view bytes);

}  // namespace recours::inspect
