// A reader that borrows a connection for one statement at a time: between two statements a request holds none, so that
// an action of the same request can open its transaction however small the pool is.
#pragma once

#include <memory>

#include "db/database.h"

namespace recours::accounts {

class StatementReader final : public db::Reader {
 public:
  explicit StatementReader(db::Database& database) : database_(database) {}

  void each(std::string_view sql, db::Params params, const db::RowCallback& row) override {
    if (borrowed_) return borrowed_->each(sql, params, row);
    borrowed_ = database_.reader();
    const Giveback giveback{borrowed_};
    borrowed_->each(sql, params, row);
  }

 private:
  struct Giveback {
    std::unique_ptr<db::Reader>& reader;
    ~Giveback() { reader.reset(); }
  };

  db::Database& database_;
  std::unique_ptr<db::Reader> borrowed_;                   // while a statement runs, for those nested in it
};

}  // namespace recours::accounts
