// Sixteen people at once who confirm a basket each, or register a complaint each, durable; beside them the same rows
// inserted by bare SQL through the same connections, with the same counter row locked.
#pragma once

#include <string>

namespace recours::bench {

// On a database that `--fill` has filled; prints a line for each kind of work.
void measure_writers(const std::string& address);

}  // namespace recours::bench
