// The program recours-inspect: libraries, sandbox, one file, one answer (verdict.h tells the protocol).
#pragma once

namespace recours::inspect {

// Without a word the program inspects the file; with the word `invoice` it takes the XML out of a PDF.
enum class Task { Inspect, TakeInvoice };

// The exit status: 0 when an answer was written.
int run(Task task);

}  // namespace recours::inspect
