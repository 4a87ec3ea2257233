// The program recours-inspect: libraries, sandbox, one file, one answer (verdict.h tells the protocol).
#pragma once

namespace recours::inspect {

// The exit status: 0 when an answer was written.
int run();

}  // namespace recours::inspect
