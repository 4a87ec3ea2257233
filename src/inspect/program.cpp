#include "inspect/program.h"

#include <unistd.h>

#include <exception>
#include <new>
#include <string>

#include "base/descriptor.h"
#include "inspect/embedded_invoice.h"
#include "inspect/inspection.h"
#include "inspect/sandbox.h"

namespace recours::inspect {
namespace {

constexpr int kInput = 3, kCleaned = 4, kPreview = 5, kThumbnail = 6;
constexpr int kNoAnswer = 70;  // EX_SOFTWARE

// The descriptors were handed over; the process ends with them.
void write_to(int number, std::string_view bytes) {
  const Descriptor file(number);
  write_all(file, bytes);
}

std::string answer_to(std::string_view bytes) try {
  const auto verdict = look_at(bytes);
  if (verdict.cleaned) write_to(kCleaned, *verdict.cleaned);
  write_to(kPreview, verdict.preview);
  write_to(kThumbnail, verdict.thumbnail);
  return to_json(verdict);
} catch (const Unacceptable& refused) {
  return to_json(refused.reason());
} catch (const std::bad_alloc&) {
  return to_json(Reason::TooComplex);
}

// R-231
std::string invoice_of(std::string_view pdf) try {
  write_to(kCleaned, embedded_invoice(pdf));
  return R"({"accepted":true})";
} catch (const NoInvoice& reason) {
  return std::string(R"({"accepted":false,"code":")") + reason.what() + "\"}";
}

}  // namespace

int run(Task task) try {
  limit_resources();
  start_libraries();
  give_up_rights();
  const Descriptor input(kInput);
  const MappedFile file(input);
  write_to(STDOUT_FILENO, task == Task::Inspect ? answer_to(file.bytes()) : invoice_of(file.bytes()));
  _exit(0);  // nothing of the file has a say in how libraries end
} catch (const std::exception&) {
  return kNoAnswer;
}

}  // namespace recours::inspect
