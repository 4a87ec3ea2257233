#include "sales/import/table_store.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/text.h"
#include "sales/import/document_rules.h"
#include "sales/import/import_store.h"

namespace recours::sales {
namespace {

constexpr auto kMandatory = CsvColumn::Need::Mandatory;

template <class Row>
std::vector<std::string> keys_of(const std::vector<Row>& rows, std::string Row::*key) {
  std::vector<std::string> keys;
  keys.reserve(rows.size());
  for (const auto& row : rows) keys.push_back(row.*key);
  return keys;
}

// ---- accounts

constexpr std::array kAccountColumns{CsvColumn{"customer_no", kMandatory}, CsvColumn{"name", kMandatory}, CsvColumn{"vat_no"},
                                     CsvColumn{"email"}, CsvColumn{"phone"}, CsvColumn{"street"}, CsvColumn{"postcode"},
                                     CsvColumn{"city"}, CsvColumn{"country"}};

struct AccountRow {
  std::string customer_no, name, vat_no, email, phone, street, postcode, city, country;
  friend bool operator==(const AccountRow&, const AccountRow&) = default;
};

struct AccountField {
  const char* name;
  std::string AccountRow::*value;
};
constexpr std::array kAccountFields{
    AccountField{"customer_no", &AccountRow::customer_no}, AccountField{"name", &AccountRow::name},
    AccountField{"vat_no", &AccountRow::vat_no},           AccountField{"email", &AccountRow::email},
    AccountField{"phone", &AccountRow::phone},             AccountField{"street", &AccountRow::street},
    AccountField{"postcode", &AccountRow::postcode},       AccountField{"city", &AccountRow::city},
    AccountField{"country", &AccountRow::country},
};

class AccountsImport final : public TableImport {
 public:
  std::span<const CsvColumn> columns() const override { return kAccountColumns; }

  void read_row(CsvTable& table) override {
    AccountRow row;
    for (const auto& field : kAccountFields) row.*field.value = table.identifier(field.name);
    table.required("customer_no");
    table.required("name");
    row.vat_no = vat_key(row.vat_no);
    if (row.country.empty()) row.country = "FR";
    if (!row.email.empty() && !is_email(row.email)) {
      table.refuse("bad_email", "email", msg("“{1}” is not an e-mail address.", row.email));
    }
    if (rows_.empty()) {
      absent_.clear();
      for (const auto& field : kAccountFields) {
        if (!table.has(field.name)) absent_.push_back(field.value);
      }
    }
    rows_.push_back(std::move(row));
  }

  std::size_t size() const override { return rows_.size(); }
  void forget_rows() override { rows_.clear(); }

  std::vector<RowFate> compare(db::Reader& reader) override {
    std::map<std::string, AccountRow> stored;
    reader.each("SELECT customer_no, name, vat_no, email, phone, street, postcode, city, country FROM reseller_account "
                "WHERE customer_no IN (:keys[text])",
                {{"keys", keys_of(rows_, &AccountRow::customer_no)}}, [&](const db::Row& row) {
                  AccountRow account;
                  for (const auto& field : kAccountFields) account.*field.value = row.get<std::string>(field.name);
                  stored.emplace(account.customer_no, account);
                });
    std::vector<RowFate> fates;
    for (std::size_t at = 0; at < rows_.size(); ++at) {
      const auto found = stored.find(rows_[at].customer_no);
      if (found != stored.end()) {
        for (const auto value : absent_) rows_[at].*value = found->second.*value;
      }
      fates.push_back(found == stored.end() ? RowFate::Created : found->second == rows_[at] ? RowFate::Unchanged : RowFate::Changed);
    }
    return fates;
  }

  void write(db::Transaction& transaction, const std::vector<RowFate>& fates, Instant now) override {
    for (std::size_t at = 0; at < fates.size(); ++at) {
      if (fates[at] == RowFate::Unchanged) continue;
      const AccountRow& row = rows_[at];
      transaction.execute(
          "INSERT INTO reseller_account (customer_no, name, vat_no, email, phone, street, postcode, city, country, created_at) "
          "VALUES (:customer_no, :name, :vat_no, :email, :phone, :street, :postcode, :city, :country, :now) "
          "ON CONFLICT (customer_no) DO UPDATE SET name = excluded.name, vat_no = excluded.vat_no, email = excluded.email, "
          "phone = excluded.phone, street = excluded.street, postcode = excluded.postcode, city = excluded.city, "
          "country = excluded.country, version = reseller_account.version + 1",
          {{"customer_no", row.customer_no}, {"name", row.name}, {"vat_no", row.vat_no}, {"email", row.email},
           {"phone", row.phone}, {"street", row.street}, {"postcode", row.postcode}, {"city", row.city},
           {"country", row.country}, {"now", now}});
    }
  }

  std::string name_of_row(std::size_t row) const override { return rows_[row].customer_no; }
  const char* key_column() const override { return "customer_no"; }

 private:
  std::vector<AccountRow> rows_;
  std::vector<std::string AccountRow::*> absent_;  // columns the file does not have: what is stored stays
};

// ---- articles

constexpr std::array kArticleColumns{CsvColumn{"article_no", kMandatory}, CsvColumn{"manufacturer"}, CsvColumn{"product_group"},
                                     CsvColumn{"kind"}, CsvColumn{"non_returnable"}};

struct ArticleRow {
  std::string article_no, manufacturer, product_group, kind;
  bool non_returnable = false;
};

class ArticlesImport final : public TableImport {
 public:
  std::span<const CsvColumn> columns() const override { return kArticleColumns; }

  void read_row(CsvTable& table) override {
    ArticleRow row{article_number(table.required("article_no")), table.identifier("manufacturer"),
                   table.identifier("product_group"), fold(table.text("kind")), false};
    if (row.kind.empty()) row.kind = "goods";
    if (!line_kind_named(row.kind)) {
      table.refuse("bad_kind", "kind", msg("“{1}” is no kind of line: Goods, Service or Freight.", shortened(row.kind, 60)));
    }
    row.non_returnable = read_flag(table);
    if (rows_.empty()) {
      for (const auto& column : kArticleColumns) {
        if (!table.has(column.name)) absent_.insert(column.name);
      }
    }
    rows_.push_back(std::move(row));
  }

  std::size_t size() const override { return rows_.size(); }
  void forget_rows() override { rows_.clear(); }

  std::vector<RowFate> compare(db::Reader& reader) override {
    std::map<std::string, ArticleRow> stored;
    reader.each("SELECT a.article_no, m.name_key AS manufacturer, a.product_group, a.kind, a.non_returnable FROM article a "
                "LEFT JOIN manufacturer m ON m.id = a.manufacturer_id WHERE a.article_no IN (:keys[text])",
                {{"keys", keys_of(rows_, &ArticleRow::article_no)}}, [&](const db::Row& row) {
                  ArticleRow article{row.get<std::string>("article_no"),
                                     row.get<std::optional<std::string>>("manufacturer").value_or(""),
                                     row.get<std::string>("product_group"), row.get<std::string>("kind"),
                                     row.get<bool>("non_returnable")};
                  stored.emplace(article.article_no, article);
                });
    std::vector<RowFate> fates;
    for (std::size_t at = 0; at < rows_.size(); ++at) {
      const auto found = stored.find(rows_[at].article_no);
      if (found != stored.end()) keep_absent(rows_[at], found->second);
      fates.push_back(found == stored.end() ? RowFate::Created : same(found->second, rows_[at]) ? RowFate::Unchanged : RowFate::Changed);
    }
    return fates;
  }

  void write(db::Transaction& transaction, const std::vector<RowFate>& fates, Instant) override {
    ManufacturerBook manufacturers;
    for (std::size_t at = 0; at < fates.size(); ++at) {
      if (fates[at] == RowFate::Unchanged) continue;
      const ArticleRow& row = rows_[at];
      std::optional<ManufacturerId> manufacturer;
      if (!row.manufacturer.empty()) manufacturer = manufacturers.id_of(transaction, row.manufacturer);
      transaction.execute(
          "INSERT INTO article (article_no, manufacturer_id, product_group, kind, non_returnable) "
          "VALUES (:article, :manufacturer, :group, :kind, :non_returnable) ON CONFLICT (article_no) DO UPDATE SET "
          "manufacturer_id = excluded.manufacturer_id, product_group = excluded.product_group, kind = excluded.kind, "
          "non_returnable = excluded.non_returnable",
          {{"article", row.article_no}, {"manufacturer", manufacturer}, {"group", row.product_group}, {"kind", row.kind},
           {"non_returnable", row.non_returnable}});
    }
  }

  std::string name_of_row(std::size_t row) const override { return rows_[row].article_no; }
  const char* key_column() const override { return "article_no"; }

 private:
  static bool read_flag(CsvTable& table) {
    const std::string text = fold(table.text("non_returnable"));
    for (const auto yes : {"1", "true", "yes", "oui", "x"}) {
      if (text == yes) return true;
    }
    for (const auto no : {"", "0", "false", "no", "non"}) {
      if (text == no) return false;
    }
    table.refuse("bad_flag", "non_returnable", msg("“{1}” is neither yes nor no (1 or 0).", shortened(text, 60)));
    return false;
  }

  void keep_absent(ArticleRow& row, const ArticleRow& stored) const {
    if (absent_.contains("manufacturer")) row.manufacturer = stored.manufacturer;
    if (absent_.contains("product_group")) row.product_group = stored.product_group;
    if (absent_.contains("kind")) row.kind = stored.kind;
    if (absent_.contains("non_returnable")) row.non_returnable = stored.non_returnable;
  }

  static bool same(const ArticleRow& stored, const ArticleRow& row) {
    return stored.manufacturer == fold(row.manufacturer) && stored.product_group == row.product_group &&
           stored.kind == row.kind && stored.non_returnable == row.non_returnable;
  }

  std::vector<ArticleRow> rows_;
  std::set<std::string_view> absent_;  // columns the file does not have: what is stored stays
};

}  // namespace

std::unique_ptr<TableImport> accounts_import() { return std::make_unique<AccountsImport>(); }
std::unique_ptr<TableImport> articles_import() { return std::make_unique<ArticlesImport>(); }

}  // namespace recours::sales
