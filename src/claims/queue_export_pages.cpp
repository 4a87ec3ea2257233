// R-612 A filtered queue as CSV or XLSX, in the order it is shown.
#include <array>
#include <filesystem>

#include "accounts/page_words.h"
#include "claims/claim_export_actions.h"
#include "claims/page_parts.h"
#include "claims/queue_form.h"
#include "claims/queue_pages.h"
#include "claims/staff_store.h"
#include "sheet/sheet.h"

namespace recours::claims {

using namespace page_words;

namespace {

constexpr int kRowsAtOnce = 500;

std::vector<sheet::Column> columns_of(Language l) {
  return {{tr(l, "Number"), 16},      {tr(l, "Customer number"), 14}, {tr(l, "Account"), 30},
          {tr(l, "Department"), 16},  {tr(l, "Reason"), 34},          {tr(l, "Invoice"), 16},
          {tr(l, "State"), 22},       {tr(l, "What is waiting"), 26}, {tr(l, "Net amount"), 14},
          {tr(l, "Currency"), 10},    {tr(l, "Assigned to"), 24},     {tr(l, "Registered on"), 14},
          {tr(l, "To do by"), 14}};
}

struct Words {
  Language language;
  Policies policies;
  std::vector<StaffMember> staff;
};

std::array<sheet::Cell, 13> cells_of(const Words& words, const WorkItem& item) {
  const Language l = words.language;
  const Claim& claim = item.claim;
  return {claim.number,
          claim.customer_no,
          claim.account_name,
          department_name(l, words.policies, claim.department),
          type_name(l, words.policies.type_of(claim), claim.code),
          claim.without_invoice ? std::string() : claim.invoice_number,
          label_of(l, claim.state),
          label_of(l, item.bucket),
          Decimal::of_micros(item.net_cents * 10'000),
          claim.currency,
          name_among(words.staff, claim.assignee),
          sheet::cell(claim.confirmed_at ? std::optional(paris_day(*claim.confirmed_at)) : std::nullopt),
          sheet::cell(std::optional(item.due_on))};
}

std::int64_t write_rows(Visit& visit, Queue queue, const WorkFilter& filter, sheet::Writer& writer) {
  const Words words{visit.language(), load_policies(visit.reader),
                    list_staff(visit.reader, words_of(queue).role, visit.today())};
  std::int64_t rows = 0;
  sales::Page page{"", kRowsAtOnce};
  for (;;) {
    const auto found = list_work(visit.reader, visit.viewer, filter, visit.today(), page);
    for (const auto& item : found.items) writer.row(cells_of(words, item));
    rows += static_cast<std::int64_t>(found.items.size());
    if (!found.next) return rows;
    page.after = *found.next;
  }
}

// A filter nobody understands is told by the list, which keeps it.
http::Response take_queue(Visit& visit, Queue queue, sheet::Format format) {
  QueueForm form(queue, visit.request.query);
  const auto filter = form.read(visit);
  if (!form.errors.empty()) return http::Response::redirect(form.address());
  const auto folder = std::filesystem::temp_directory_path().string();
  const auto writer = sheet::open_sheet(format, folder.c_str(), label_of(visit.language(), queue),
                                        columns_of(visit.language()));
  const auto rows = write_rows(visit, queue, filter, *writer);
  const std::string extension(sheet::extension_of(format));
  note_claim_export(visit.database, visit.viewer, {extension, form.address(), rows}, visit.now);
  auto file = writer->finish();
  http::Response response;
  const auto length = size_of(file);
  response.file = http::FileBody{std::make_shared<const Descriptor>(std::move(file)), 0, length};
  response.set("Content-Type", std::string(sheet::content_type_of(format)));
  response.set("Content-Disposition", "attachment; filename=\"file-" + std::string(words_of(queue).name) + "-" +
                                          visit.today().iso() + "." + extension + "\"");
  response.set("Cache-Control", "private, no-store");
  return response;
}

}  // namespace

void register_queue_export_pages(accounts::Site& site) {
  for (const auto& words : all_queues()) {
    for (const auto format : {sheet::Format::Csv, sheet::Format::Xlsx}) {
      site.page(Method::Get, path_of(words.queue) + "/export." + std::string(sheet::extension_of(format)), words.right,
                [queue = words.queue, format](Visit& visit) { return take_queue(visit, queue, format); });
    }
  }
}

}  // namespace recours::claims
