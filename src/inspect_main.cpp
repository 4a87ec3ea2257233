#include "inspect/program.h"

#include <string_view>

int main(int count, char** words) {
  using recours::inspect::Task;
  const bool is_invoice = count == 2 && std::string_view(words[1]) == "invoice";
  return recours::inspect::run(is_invoice ? Task::TakeInvoice : Task::Inspect);
}
