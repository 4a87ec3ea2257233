// recours import: sales documents and tables as the ERP hands them over.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <filesystem>
#include <functional>
#include <iostream>

#include "attachments/embedded_invoice.h"
#include "claims/credit_document_actions.h"
#include "cli/commands.h"
#include "cli/import_report.h"
#include "complaints/import_actions.h"
#include "contacts/import_actions.h"
#include "sales/import/import_actions.h"

namespace recours::cli {
namespace {

struct Options {
  std::vector<std::string> files;
  std::string customer_no;
  bool dry_run = false;
  bool json = false;
};

ImportFile import_file(const Invocation& invocation, const std::string& path) {
  auto bytes = read_file(path);
  if (!bytes) throw CommandRefused(ui::tr(invocation.language, "The file cannot be read: {1}", path));
  return {path, std::move(*bytes)};
}

// R-233 One line that is written over, at a terminal only.
sales::TellStep terminal_steps(ui::Language language) {
  if (!isatty(STDERR_FILENO)) return {};
  return [language](const sales::ImportStep& step) {
    const auto megabytes = [](std::int64_t bytes) { return fmt::format("{:.1f}", static_cast<double>(bytes) / 1e6); };
    const auto phase = step.phase == sales::ImportStep::Phase::Checking ? ui::tr(language, "checking") : ui::tr(language, "writing");
    std::cerr << fmt::format("\r\x1b[K{}: {} / {} MB, {}", phase, megabytes(step.bytes), megabytes(step.total_bytes),
                             ui::trn(language, "{1} line", "{1} lines", step.lines))
              << (step.bytes == step.total_bytes ? "\n" : "") << std::flush;
  };
}

using Changed = std::pair<std::int64_t, std::int64_t>;

Changed last_change(const Descriptor& file) {
  struct stat status {};
  ::fstat(file.get(), &status);
  return {status.st_mtim.tv_sec, status.st_mtim.tv_nsec};
}

// A file is opened twice, and must be the same the second time.
sales::ImportSource import_source(const Invocation& invocation, const std::string& path) {
  return {path, [&invocation, path, before = std::optional<Changed>()]() mutable {
            auto file = std::make_shared<const Descriptor>(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
            std::error_code unknown;
            if (!*file || !std::filesystem::is_regular_file(path, unknown)) {
              throw CommandRefused(ui::tr(invocation.language, "The file cannot be read: {1}", path));
            }
            const auto changed = last_change(*file);
            if (before.value_or(changed) != changed) {
              throw CommandRefused(ui::tr(invocation.language, "The file changed while it was being imported: {1}", path));
            }
            before = changed;
            return std::shared_ptr<const Descriptor>(std::move(file));
          }};
}

sales::ImportOptions import_options(const Invocation& invocation, const Options& options) {
  sales::ImportOptions how;
  if (!options.customer_no.empty()) how.customer_no = options.customer_no;
  how.dry_run = options.dry_run;
  how.tell = terminal_steps(invocation.language);
  how.open_pdf = [inspector = attachments::Inspector({.program = attachments::inspector_beside_program(),
                                                      .spool_folder = std::filesystem::temp_directory_path().string()})](
                     std::string_view pdf) { return attachments::embedded_invoice(inspector, pdf); };
  return how;
}

Progress terminal_progress() {
  if (!isatty(STDERR_FILENO)) return {};
  return [](std::int64_t done, std::int64_t total) {
    std::cerr << fmt::format("\r{} / {}", done, total) << (done == total ? "\n" : "") << std::flush;
  };
}

void tell(const Invocation& invocation, const Options& options, const ImportReport& report) {
  if (options.json) {
    print_json(report_json(invocation.language, report));
  } else {
    for (const auto& line : report_lines(invocation.language, report)) print_line(line);
  }
  if (report.refused()) throw CommandRefused(ui::tr(invocation.language, "The import was refused"));
}

void import_invoices(const Invocation& invocation, const Options& options) {
  const auto database = open_current_database(invocation);
  std::vector<sales::ImportSource> files;
  for (const auto& path : options.files) files.push_back(import_source(invocation, path));
  const auto report = sales::import_invoices(*database, files, import_options(invocation, options), invocation.actor(),
                                             invocation.clock.now());
  if (!options.dry_run) claims::match_imported_credits(*database, invocation.clock.now());
  tell(invocation, options, report);
}

void import_table(const Invocation& invocation, const Options& options, sales::TableKind kind) {
  const auto database = open_current_database(invocation);
  tell(invocation, options,
       sales::import_table(*database, kind, {import_source(invocation, options.files.at(0))},
                           import_options(invocation, options), invocation.actor(), invocation.clock.now()));
}

void import_contacts(const Invocation& invocation, const Options& options, contacts::ImportKind kind) {
  const auto database = open_current_database(invocation);
  const auto run = options.dry_run ? contacts::ImportRun::Dry : contacts::ImportRun::Real;
  tell(invocation, options,
       contacts::import_contacts(*database, kind, import_file(invocation, options.files.at(0)), run, invocation.actor(),
                                 invocation.clock.now(), terminal_progress()));
}

void import_complaints(const Invocation& invocation, const Options& options) {
  const auto database = open_current_database(invocation);
  const auto now = invocation.clock.now();
  const auto viewer = complaints::first_importer(*database->reader(), paris_day(now));
  if (!viewer) {
    throw CommandRefused(ui::tr(invocation.language,
                                "Nobody may take over complaints yet: add somebody of compliance first (recours user add --role compliance)"));
  }
  const auto run = options.dry_run ? complaints::ImportRun::Dry : complaints::ImportRun::Real;
  tell(invocation, options,
       complaints::import_register(*database, import_file(invocation, options.files.at(0)), run,
                                   {*viewer, invocation.actor()}, now, terminal_progress()));
}

void add_flags(CLI::App* command, const std::shared_ptr<Options>& options) {
  command->add_flag("--dry-run", options->dry_run, "Reads and checks everything, writes nothing");
  command->add_flag("--json", options->json, "Prints one JSON object");
}

using Import = std::function<void(const Invocation&, const Options&)>;

void add_table(CLI::App* import, Invocation& invocation, const std::shared_ptr<Options>& options, const char* name,
               Import take) {
  auto* command = import->add_subcommand(name, "From a CSV file");
  command->add_option("file", options->files, "CSV file")->required()->expected(1);
  add_flags(command, options);
  command->callback([&invocation, options, take] {
    invocation.command = [&invocation, options, take] { take(invocation, *options); };
  });
}

Import table(sales::TableKind kind) {
  return [kind](const Invocation& invocation, const Options& options) { import_table(invocation, options, kind); };
}

Import contact_table(const char* name) {
  const auto kind = contacts::import_kind_named(name).value();
  return [kind](const Invocation& invocation, const Options& options) { import_contacts(invocation, options, kind); };
}

}  // namespace

void add_import(CLI::App& program, Invocation& invocation) {
  auto* import = program.add_subcommand("import", "Takes over what the ERP writes");
  import->require_subcommand(1);
  auto options = std::make_shared<Options>();

  auto* invoices = import->add_subcommand("invoices", "UBL, CII, Factur-X PDF or CSV, recognised by content");
  invoices->add_option("files", options->files, "Files")->required();
  invoices->add_option("--account", options->customer_no, "Customer number the documents belong to");
  add_flags(invoices, options);
  invoices->callback([&invocation, options] {
    invocation.command = [&invocation, options] { import_invoices(invocation, *options); };
  });

  add_table(import, invocation, options, "accounts", table(sales::TableKind::Accounts));
  add_table(import, invocation, options, "articles", table(sales::TableKind::Articles));
  add_table(import, invocation, options, "deliveries", table(sales::TableKind::Deliveries));
  add_table(import, invocation, options, "serials", table(sales::TableKind::Serials));
  for (const char* name : {"contacts", "projects", "contracts", "losses"}) {
    add_table(import, invocation, options, name, contact_table(name));
  }
  add_table(import, invocation, options, "complaints", import_complaints);
}

}  // namespace recours::cli
