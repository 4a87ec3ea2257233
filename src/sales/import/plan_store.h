// The first pass over the files of an import: reads every document, finds its account, looks up what is there already,
// and says everything that speaks against it. Writes nothing, remembers a few bytes of each document.
#pragma once

#include <set>
#include <vector>

#include "sales/import/document_reader.h"
#include "sales/import/import_store.h"
#include "sales/import/told.h"

namespace recours::sales {

// R-220 --account, else the buyer's id equal to a customer_no, else its VAT number; none with an Error.
std::optional<ResellerAccountId> account_of(const Document& document, const AccountBook& accounts, const ImportOptions& options,
                                            std::vector<Finding>& findings);

// So many lines are looked up or written at once.
inline constexpr std::size_t kLinesAtOnce = 1000;

class Plan {
 public:
  Plan(db::Database& database, const ImportOptions& options);

  // Fills the report of this file. `told` hears of each batch.
  void check(InvoiceFile& file, FileReport& report, const std::function<void(std::int64_t bytes, std::int64_t lines)>& told);
  // Once all files are checked: documents that came more than once.
  void settle(std::vector<FileReport>& reports);

  const AccountBook& accounts() const { return accounts_; }

 private:
  // One document of one file.
  struct Entry {
    Digest key, content;
    std::uint64_t sequence;
    std::uint32_t file;
    bool is_known;
    std::int64_t line;
    char name[80];
    bool operator<(const Entry& other) const { return std::tie(key, sequence) < std::tie(other.key, other.sequence); }
  };
  struct Batch {
    std::vector<Document> documents;
    std::size_t lines = 0;
  };

  SortedSpool<Stretch> read_once(InvoiceFile& file, FileReport& report,
                                 const std::function<void(std::int64_t, std::int64_t)>& told);
  void look_up(Batch& batch, FileReport& report);
  void look_up(const Document& document, const KnownInvoices& known, FileReport& report);
  void count(const Entry& first, const Entry& again, FileReport& report) const;

  db::Database& database_;
  const ImportOptions& options_;
  AccountBook accounts_;
  SortedSpool<Entry> entries_, entries_of_file_;
  std::uint64_t sequence_ = 0;
  std::uint32_t file_ = 0;
  std::set<std::string> told_buyers_;  // of the file: one error is enough for each
};

}  // namespace recours::sales
